using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Runs the embedded activity of the first true case, or of all; the default where none is true.</summary>
internal sealed class Switch : ContainerActivity
{
    private const string CasePort = "Case";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Switch",
        DisplayName = "Choose",
        Description = "Runs the step of the first case that is true, or of all that are.",
        Category = "Flow",
        Inputs =
        [
            new InputDescriptor("Cases", "Object") { Editor = "json", IsRaw = true },
            new InputDescriptor("Mode", "String") { Editor = "dropdown", Choices = ["MatchFirst", "MatchAny"], Default = "MatchFirst" },
        ],
        EmbeddedPorts = ["Default"],
    };

    internal override IEnumerable<EmbeddedActivity> Embedded(JsonObject json)
    {
        if (json["cases"] is JsonArray cases)
        {
            for (var index = 0; index < cases.Count; index++)
            {
                if ((cases[index] as JsonObject).At("activity") is JsonObject activity)
                {
                    yield return new EmbeddedActivity(activity, $"{CasePort}{index}", $"cases[{index}].activity");
                }
            }
        }

        if (json["default"] is JsonObject otherwise)
        {
            yield return new EmbeddedActivity(otherwise, "Default", "default");
        }
    }

    internal override void Prepare(NodePreparation node) => node.Node.Prepared = Cases.Compile(node);

    public override void Start(BurstContext context)
    {
        var matching = Cases.Matching(context, ((string Label, CompiledInput Condition)[])context.Node.Prepared!);
        foreach (var index in matching)
        {
            Schedule(context, $"{CasePort}{index}");
        }

        if (matching.Count == 0)
        {
            Schedule(context, "Default");
        }
    }

    private static void Schedule(BurstContext context, string port)
    {
        if (context.Node.Embedded(port) is { } activity)
        {
            context.Burst.Schedule(activity, context.Execution);
        }
    }
}
