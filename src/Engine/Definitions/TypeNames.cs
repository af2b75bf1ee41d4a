namespace CaseFlow.Engine.Definitions;

/// <summary>Type names as files give them: aliases, or names of .NET types with assembly and prefix. They are compared, never loaded.</summary>
internal static class TypeNames
{
    private const string Unregistered = "UnregisteredClrType:";

    /// <summary>The last segment of the name without prefix and assembly: "Elsa.Workflows.X.SingletonStrategy, Elsa" gives "SingletonStrategy".</summary>
    public static string? Last(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var text = name.StartsWith(Unregistered, StringComparison.Ordinal) ? name[Unregistered.Length..] : name;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        text = (comma < 0 ? text : text[..comma]).Trim();
        return text[(text.LastIndexOf('.') + 1)..];
    }
}
