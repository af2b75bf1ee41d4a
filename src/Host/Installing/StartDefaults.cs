namespace CaseFlow.Host.Installing;

/// <summary>
/// What kind of start it is and where it listens, where nobody said. In the program and not in launch settings: <c>dotnet run</c>
/// lets those overrule the environment, so that a start meant for production would open a demo, and on another address.
/// </summary>
internal static class StartDefaults
{
    private const string Address = "http://localhost:5080";

    // A debug build, as `dotnet run` makes it, is there to try the product with. A release build is never a demo by itself.
#if DEBUG
    private static string? UsualEnvironment => Environments.Development;
#else
    private static string? UsualEnvironment => null;
#endif

    public static WebApplicationOptions Options(string[] args)
    {
        var said = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build();
        return new()
        {
            Args = args,
            EnvironmentName = said[HostDefaults.EnvironmentKey] is { Length: > 0 } ? null : UsualEnvironment,
            ContentRootPath = said[HostDefaults.ContentRootKey] is { Length: > 0 } ? null : SourceFolder(),
        };
    }

    // Started from source, settings and data stand in the project's folder, wherever the person stands: the current folder
    // is theirs, so that a path they type is found from it. A published program has no project and takes the current folder.
    private static string? SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Host.csproj")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    public static void ListenAtUsualAddress(this WebApplicationBuilder builder)
    {
        string[] settings = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (settings.All(setting => string.IsNullOrEmpty(builder.Configuration[setting])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(Address);
        }
    }
}
