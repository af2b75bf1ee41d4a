using CaseFlow.Host.Installing;
using CaseFlow.Host.SignIn;

namespace CaseFlow.Host.Commands;

/// <summary>The product's services without its website, its pumps or its schedule, on the same settings.</summary>
internal static class CommandHost
{
    /// <param name="args">The command's words, settings among them.</param>
    /// <param name="clock">What time it is; the machine's clock where none is given.</param>
    public static IHost Build(string[] args, TimeProvider? clock = null)
    {
        // The same builder as the website, so that the same settings are read from the same places.
        var builder = WebApplication.CreateBuilder(StartDefaults.Options(WithoutFlags(args)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection([new("Demo:Enabled", "false")]);
        builder.AddSignIn();
        builder.AddInstallation();
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        return builder.Build();
    }

    /// <summary>A flag such as --json would be read as the name of a setting, and the setting after it as its value: another database would be opened.</summary>
    private static string[] WithoutFlags(string[] args) =>
        [.. args.Where((word, at) => !word.StartsWith("--", StringComparison.Ordinal) || word.Contains('=', StringComparison.Ordinal)
            || (at + 1 < args.Length && !args[at + 1].StartsWith("--", StringComparison.Ordinal)))];
}
