using System.Text.Json.Nodes;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Definitions;

internal sealed partial class InputCompiler
{
    public CompiledVariable[] Variables(CompiledNode node, JsonNode? json, string path)
    {
        if (json is not JsonArray list || list.Count == 0)
        {
            return [];
        }

        var variables = new List<CompiledVariable>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is JsonObject item && DefinitionReader.TextOf(item["name"]) is { } name)
            {
                variables.Add(Variable(node, item, name, $"{path}[{index}]"));
            }
        }

        return [.. variables];
    }

    private CompiledVariable Variable(CompiledNode node, JsonObject item, string name, string path)
    {
        var type = DefinitionReader.TextOf(item["typeName"]) ?? DefinitionReader.TextOf(item["type"]) ?? "Object";
        if (!ValueConversion.IsKnownType(type))
        {
            Report(ProblemSeverity.Warning, "unknown-type", $"The variable '{name}' has the unknown type '{type}'; it is kept as Object.", node, "variables", path + ".typeName", "Choose one of the types offered.");
            type = "Object";
        }

        if (DefinitionCompilation.IsTrue(item["isArray"]) && !type.EndsWith("[]", StringComparison.Ordinal))
        {
            type += "[]";
        }

        var value = ValueJson.FromNode(item["value"]);
        var initial = value;
        if (!IsBlank(value, type) && !ValueConversion.TryTo(type, value, out initial, out var problem))
        {
            Report(ProblemSeverity.Warning, "bad-default", $"The initial value of the variable '{name}' could not be used: {problem}", node, "variables", path + ".value", "Correct the initial value.");
            initial = Value.Null;
        }
        else if (IsBlank(value, type))
        {
            initial = Default(type);
        }

        var driver = TypeNames.Last(DefinitionReader.TextOf(item["storageDriverTypeName"]));
        return new CompiledVariable(DefinitionReader.TextOf(item["id"]) ?? name, name, type, initial, driver == "MemoryStorageDriver");
    }

    private static bool IsBlank(Value value, string type) => value.IsMissing || (value.AsText is { Length: 0 } && type != "String");

    private static Value Default(string type) => type switch
    {
        "Int32" or "Int64" or "Int16" or "Double" or "Single" or "Decimal" => 0,
        "Boolean" => false,
        _ => Value.Null,
    };
}
