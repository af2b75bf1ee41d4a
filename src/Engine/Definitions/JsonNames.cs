namespace CaseFlow.Engine.Definitions;

/// <summary>A PascalCase name as a JSON property.</summary>
internal static class JsonNames
{
    public static string Camel(string name) => name.Length == 0 || char.IsLower(name[0]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
