using CaseFlow.Host.Installing;
using CaseFlow.Host.SignIn;

namespace CaseFlow.Host.Commands;

/// <summary>The product's services without its website, its pumps or its schedule, on the same settings.</summary>
internal static class CommandHost
{
    public static IHost Build(string[] args)
    {
        // The same builder as the website, so that the same settings are read from the same places.
        var builder = WebApplication.CreateBuilder(StartDefaults.Options(args));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection([new("Demo:Enabled", "false")]);
        builder.AddSignIn();
        builder.AddInstallation();
        return builder.Build();
    }
}
