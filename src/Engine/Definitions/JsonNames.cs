using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>Names and members of a definition's JSON, whatever shape a file gives it.</summary>
public static class JsonNames
{
    /// <summary>A PascalCase name as a JSON property.</summary>
    public static string Camel(string name) => name.Length == 0 || char.IsLower(name[0]) ? name : char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>A member, or null where there is none or the node is no object.</summary>
    public static JsonNode? At(this JsonNode? node, string name) => node is JsonObject item && item.TryGetPropertyValue(name, out var member) ? member : null;
}
