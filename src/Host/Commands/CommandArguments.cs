namespace CaseFlow.Host.Commands;

/// <summary>A command's words and options; settings (--Section:Name=value) are nobody's here.</summary>
/// <param name="args">What follows the command's name.</param>
/// <param name="valued">The options that take a value.</param>
internal sealed class CommandArguments(string[] args, params string[] valued)
{
    public string[] Words { get; } = [.. args.Where((word, at) => !word.StartsWith("--", StringComparison.Ordinal) && (at == 0 || !valued.Contains(args[at - 1])))];

    /// <summary>"--name value" or "--name=value"; null where it is not given, or has no value.</summary>
    public string? Option(string name) =>
        Array.IndexOf(args, name) is >= 0 and var index
            ? index + 1 < args.Length && !args[index + 1].StartsWith("--", StringComparison.Ordinal) ? args[index + 1] : null
            : args.FirstOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    public bool Has(string name) => args.Contains(name, StringComparer.Ordinal);
}
