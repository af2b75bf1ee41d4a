using CaseFlow.Host.Installing;
using CaseFlow.Workflows.Checks;

namespace CaseFlow.Resilience.Worker;

/// <summary>The product's own services on a data folder, without its pages.</summary>
internal static class Product
{
    public static (HostApplicationBuilder Builder, Installation Installation) Prepare(string folder, TimeProvider clock, string? workflows = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Production" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection([
            new("CaseFlow:DataFolder", folder), new("Workflows:Folder", workflows), new("Demo:Enabled", "false"), new("Mail:PublicAddress", "http://localhost"),
        ]);
        var installation = builder.AddInstallation();
        builder.Services.AddSingleton(clock);
        return (builder, installation);
    }

    public static async Task SayViolations(IServiceProvider services, CheckOptions? options = null)
    {
        foreach (var violation in (await services.GetRequiredService<InvariantChecker>().Report(options ?? new CheckOptions())).Violations)
        {
            Console.WriteLine($"violation {violation}");
        }
    }
}
