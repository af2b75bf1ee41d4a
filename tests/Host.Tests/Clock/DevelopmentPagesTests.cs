using CaseFlow.Host.Tests.Running;

namespace CaseFlow.Host.Tests.Clock;

public sealed class DevelopmentPagesTests(RunningHost host) : IClassFixture<RunningHost>
{
    [Theory]
    [InlineData("/dev/clock")]
    [InlineData("/dev/mailbox")]
    [InlineData("/dev/mailbox/anything")]
    public async Task Get_NotInDevelopment_AnswersLikeWhatDoesNotExist(string address)
    {
        var browser = await host.SignIn(host.Coordinator);

        var page = await browser.Get(address);
        var missing = await browser.Get("/there-is-no-such-page");

        Assert.Equal(404, page.Status);
        Assert.Equal(missing.Heading, page.Heading);
    }
}
