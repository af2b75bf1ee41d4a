namespace CaseFlow.Host.Commands;

/// <summary>Options of a command among its settings: "--name value" or "--name=value".</summary>
internal static class CommandOptions
{
    public static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var index && index + 1 < args.Length ? args[index + 1]
            : args.FirstOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>The rest, where a word without a value would be taken for the name of the next setting.</summary>
    public static string[] Without(string[] args, string word) => [.. args.Where(argument => argument != word)];
}
