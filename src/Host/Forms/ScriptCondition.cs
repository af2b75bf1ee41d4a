using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;

namespace CaseFlow.Host.Forms;

/// <summary>A condition as the page's script reads it: names of inputs, and constants for what only the server knows.</summary>
public static class ScriptCondition
{
    /// <param name="condition">What to write.</param>
    /// <param name="resolve">The name of the input on this page, or null where it is elsewhere.</param>
    /// <param name="holds">Whether a condition holds as things stand.</param>
    public static string Write(FormCondition condition, Func<string, string?> resolve, Func<FormCondition, bool> holds) =>
        Node(condition, resolve, holds).ToJsonString();

    private static JsonObject Node(FormCondition condition, Func<string, string?> resolve, Func<FormCondition, bool> holds)
    {
        if (condition.Kind is ConditionKind.All or ConditionKind.Any)
        {
            return new JsonObject
            {
                ["kind"] = condition.Kind == ConditionKind.All ? "all" : "any",
                ["parts"] = new JsonArray([.. condition.Parts.Select(part => (JsonNode)Node(part, resolve, holds))]),
            };
        }

        var name = resolve(condition.Field);
        var kind = condition.Kind switch
        {
            ConditionKind.In => "in",
            ConditionKind.IsSet => "isSet",
            ConditionKind.IsNotSet => "isNotSet",
            ConditionKind.LessThan => "lessThan",
            ConditionKind.MoreThan => "moreThan",
            _ => null,
        };
        return name is null || kind is null
            ? new JsonObject { ["kind"] = "constant", ["holds"] = holds(condition) }
            : new JsonObject
            {
                ["kind"] = kind,
                ["name"] = name,
                ["values"] = new JsonArray([.. condition.Values.Select(value => (JsonNode)value)]),
                ["number"] = condition.Number,
            };
    }
}
