using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>Names inside an activity's properties: wrapped inputs and outputs, expressions, references to variables, cases, what the designer keeps.</summary>
internal static class PartNames
{
    private static readonly string[] InputNames = ["typeName", "expression", "memoryReference", "converter"];
    private static readonly FrozenSet<string> Languages = FrozenSet.Create("Literal", "Object", "Json", "Variable", "Input", "JavaScript", "Liquid", "CSharp", "Python", "Secret", "Delegate");
    private static readonly string[] ExpressionNames = ["type", "value"];
    private static readonly string[] ReferenceNames = ["id", "name", "typeName", "isArray", "value", "storageDriverTypeName"];
    private static readonly string[] CaseNames = ["label", "condition", "activity"];

    /// <summary>The parts of an activity that are no inputs.</summary>
    public static void Apply(JsonObject activity)
    {
        if (activity["variable"] is JsonObject variable)
        {
            NameCasing.CamelCase(variable, ReferenceNames);
        }

        if (activity["metadata"] is JsonObject metadata)
        {
            NameCasing.CamelCase(metadata, "displayText", "description", "designer");
            if (metadata["designer"] is JsonObject designer)
            {
                NameCasing.CamelCase(designer, "position", "size");
                Inner(designer["position"], "x", "y");
                Inner(designer["size"], "width", "height");
            }
        }

        if (activity["cases"] is JsonArray cases)
        {
            foreach (var item in cases.OfType<JsonObject>())
            {
                NameCasing.CamelCase(item, CaseNames);
                Expression(item["condition"]);
            }
        }
    }

    /// <summary>Whether it is a wrapped input or output, or an expression, and no activity: some of those have a value or an expression too.</summary>
    public static bool IsInput(JsonObject item)
    {
        if (Has(item, "typeName"))
        {
            return true;
        }

        var type = DefinitionReader.TextOf(item["type"] ?? item["Type"]);
        if (Has(item, "value"))
        {
            return type is null || Languages.Contains(type) || item.Count == 2;
        }

        return (Has(item, "expression") || Has(item, "memoryReference")) && (type is null || !(Has(item, "id") || type.Contains('.', StringComparison.Ordinal)));
    }

    /// <summary>A wrapped input or output, or an expression; the value itself is left as it is.</summary>
    public static void Input(JsonObject input)
    {
        NameCasing.CamelCase(input, InputNames);
        Inner(input["memoryReference"], "id");
        Expression(input.ContainsKey("expression") ? input["expression"] : input);
    }

    private static void Expression(JsonNode? node)
    {
        if (node is not JsonObject expression || (!Has(expression, "type") && !Has(expression, "value")))
        {
            return;
        }

        NameCasing.CamelCase(expression, ExpressionNames);
        if (DefinitionReader.TextOf(expression["type"]) is "Variable" or "Input")
        {
            Inner(expression["value"], ReferenceNames);
        }
    }

    private static void Inner(JsonNode? node, params ReadOnlySpan<string> names)
    {
        if (node is JsonObject item)
        {
            NameCasing.CamelCase(item, names);
        }
    }

    private static bool Has(JsonObject item, string name) => item.ContainsKey(name) || item.ContainsKey(char.ToUpperInvariant(name[0]) + name[1..]);
}
