using CaseFlow.Host.Installing;
using CaseFlow.TestKit;

namespace CaseFlow.Host.Tests.Installing;

public sealed class StartDefaultsTests
{
    [Theory]
    [InlineData("--environment", "Production")]
    [InlineData("--environment=Staging")]
    [InlineData("create-admin", "--email", "someone@example.org", "--environment", "Production")]
    public void Options_EnvironmentIsNamed_LeaveItAlone(params string[] args)
    {
        Assert.Null(StartDefaults.Options(args).EnvironmentName);
    }

    /// <summary>Launch settings overrule the environment under <c>dotnet run</c>: a start for production would open a demo.</summary>
    [Fact]
    public void Host_LaunchSettings_AreNotThere()
    {
        Assert.False(File.Exists(Repository.Path("src", "Host", "Properties", "launchSettings.json")), "Remove launchSettings.json; what it would say stands in StartDefaults.");
    }
}
