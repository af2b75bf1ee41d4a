using CaseFlow.Host.Tests.Running;

namespace CaseFlow.Host.Tests.SignIn;

public sealed class SignInTests(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Form = "form[action='/sign-in']";

    [Fact]
    public async Task SignIn_RightPassword_OpensTheAddressAskedFor()
    {
        var browser = host.Browse();
        var refused = await browser.Get("/referrals/new");
        Assert.Equal(StatusCodes.Found, refused.Status);
        var page = await browser.Follow(refused);

        var answer = await browser.Submit(page, Form, new() { ["email"] = host.Referrer.Email, ["password"] = RunningHost.Password });

        Assert.Equal("/referrals/new", answer.Location);
        var cookie = Assert.Single(answer.Response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("caseflow-session", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Which pupil are you referring?", (await browser.Follow(answer)).Heading);
    }

    [Fact]
    public async Task SignIn_WrongUnknownClosedOrLocked_GivesTheSameAnswer()
    {
        var wrong = await Try(host.SecondCoordinator.Email, "not the password");
        for (var tries = 0; tries < 6; tries++)
        {
            await Try(host.ReferrerElsewhere.Email, "not the password");
        }

        var locked = await Try(host.ReferrerElsewhere.Email, RunningHost.Password);
        var unknown = await Try("nobody@example.org", "not the password");
        var closed = await Try(host.Closed.Email, RunningHost.Password);

        Assert.Equal(StatusCodes.Unprocessable, wrong.Status);
        Assert.All([locked, unknown, closed], other =>
        {
            Assert.Equal(wrong.Status, other.Status);
            Assert.Equal(wrong.Summary, other.Summary);
        });
    }

    [Fact]
    public async Task SignIn_NothingTyped_SaysWhatToEnterBesideEachField()
    {
        var browser = host.Browse();
        var answer = await browser.Submit(await browser.Get("/sign-in"), Form);

        Assert.Equal(["Enter your email address", "Enter your password"], answer.Summary);
        Assert.StartsWith("Error: ", answer.Page.Title, StringComparison.Ordinal);
        Assert.NotNull(answer.Page.QuerySelector("#email-error"));
    }

    [Fact]
    public async Task SignIn_WrongPassword_KeepsTheAddressAndNotThePassword()
    {
        var answer = await Try("pat@example.org", "not the password");
        Assert.Equal("pat@example.org", answer.Value("email"));
        Assert.Equal("", answer.Value("password"));
    }

    [Fact]
    public async Task SignIn_AddressOfAnotherSite_GoesToTheStartInstead()
    {
        var browser = host.Browse();
        var page = await browser.Get("/sign-in?ReturnUrl=https%3A%2F%2Fevil.example%2F");
        var answer = await browser.Submit(page, Form, new() { ["email"] = host.Head.Email, ["password"] = RunningHost.Password });
        Assert.Equal("/", answer.Location);
    }

    [Fact]
    public async Task SignIn_ExpiredPage_AsksAgainWithTheAddressKept()
    {
        var browser = host.Browse();
        var answer = await browser.Post("/sign-in", [new("email", host.Head.Email), new("password", RunningHost.Password)]);
        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        Assert.Equal(host.Head.Email, answer.Value("email"));
        Assert.DoesNotContain(answer.Response.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(value => value.StartsWith("caseflow-session", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SignOut_SignedIn_ClosesEveryPage()
    {
        var browser = await host.SignIn(host.Head);
        var page = await browser.Get("/referrals/new");
        Assert.Equal(StatusCodes.Ok, page.Status);

        Assert.Equal("/sign-in", (await browser.Submit(page, "form[action='/sign-out']")).Location);

        Assert.Equal(StatusCodes.Found, (await browser.Get("/referrals/new")).Status);
    }

    [Fact]
    public async Task SignInPage_OutsideDemoMode_OffersNoAccounts()
    {
        var browser = host.Browse();
        var page = await browser.Get("/sign-in");
        Assert.Null(page.Page.QuerySelector("form[action='/sign-in/demo']"));
        var answer = await browser.Submit(page, Form, new() { ["email"] = host.Head.Email }, address: "/sign-in/demo");
        Assert.Equal(StatusCodes.NotFound, answer.Status);
    }

    private async Task<Answer> Try(string email, string password)
    {
        var browser = host.Browse();
        return await browser.Submit(await browser.Get("/sign-in"), Form, new() { ["email"] = email, ["password"] = password });
    }
}
