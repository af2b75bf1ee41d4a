using CaseFlow.Host.Installing;
using CaseFlow.Host.Tests.Running;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Demo;

/// <summary>The product as somebody gets it who starts it in development on an empty folder, with a smaller demo world.</summary>
public sealed class DemoHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const int Cases = 30;

    private readonly string _folder = Directory.CreateTempSubdirectory("caseflow-demo-").FullName;

    public TimeSpan Took { get; private set; }

    internal string MailFolder => Services.GetRequiredService<Installation>().MailFolder;

    public Task InitializeAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        _ = Services;
        Took = TimeProvider.System.GetElapsedTime(started);
        return Task.CompletedTask;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal Browser Browse() => new(CreateClient(new() { BaseAddress = new Uri("https://caseflow.example"), AllowAutoRedirect = false, HandleCookies = true }));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("CaseFlow:DataFolder", _folder);
        builder.UseSetting("Demo:Cases", Cases.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}

[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoHost>
{
    public const string Name = "demo world";
}
