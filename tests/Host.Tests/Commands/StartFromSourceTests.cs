using System.Diagnostics;
using CaseFlow.TestKit;

namespace CaseFlow.Host.Tests.Commands;

/// <summary>The commands of the readme as they are typed: a path is found from where one stands, not from the project's folder.</summary>
public sealed class StartFromSourceTests
{
    [Theory]
    [InlineData(".", "workflows-json")]
    [InlineData("workflows-json", "referral.json")]
    public async Task DotnetRun_RelativePath_IsFoundFromTheCurrentFolder(string stands, string path)
    {
        var (code, output) = await DotnetRun(Repository.Path(stands), "workflows", "validate", path);

        Assert.True(code == 0, output);
        Assert.Contains("referral.json", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> DotnetRun(string folder, params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet", ["run", "--no-build", "--configuration", configuration, "--project", Repository.Path("src", "Host"), "--", .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
