using CaseFlow.Host.SignIn;

namespace CaseFlow.Host.Demo;

public static class DemoServices
{
    /// <summary>Demo mode: an empty database is filled, and the sign-in page offers the demo's people.</summary>
    public static void AddDemo(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<DemoOptions>(builder.Configuration.GetSection(DemoOptions.Section));
        builder.Services.AddSingleton(Console.Out);
        builder.Services.AddSingleton<DemoWorld>();
        builder.Services.AddSingleton<DemoCases>();
        builder.Services.AddSingleton<DemoFiles>();
        builder.Services.AddSingleton<DemoSeeder>();
        builder.Services.AddSingleton<IDemoAccounts, DemoAccounts>();
    }
}
