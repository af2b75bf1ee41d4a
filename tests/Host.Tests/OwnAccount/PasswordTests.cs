using CaseFlow.Host.SignIn;
using CaseFlow.Host.Tests.Running;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.OwnAccount;

public sealed class PasswordTests(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Address = "/account/password";
    private const string Form = "main form";
    private const string Better = "kettle otter lamp seventeen";

    [Fact]
    public async Task Change_RightPassword_ReplacesItAndEndsEveryOtherSession()
    {
        // Sessions are looked at once a minute; here at every request, so that the test need not wait.
        await using var strict = host.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.Zero)));
        Browser Browse() => new(strict.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://caseflow.example"), AllowAutoRedirect = false }));
        var (here, elsewhere) = (Browse(), Browse());
        var person = host.SecondCoordinator;
        await RunningHost.TrySignIn(here, person.Email, RunningHost.Password);
        await RunningHost.TrySignIn(elsewhere, person.Email, RunningHost.Password);
        Assert.Equal(StatusCodes.Ok, (await elsewhere.Get("/inbox")).Status);

        var answer = await here.Submit(await here.Get(Address), Form, Typed(RunningHost.Password, Better));

        Assert.Equal(Address + "?changed=yes", answer.Location);
        Assert.Contains("Your password is changed", (await here.Follow(answer)).Text, StringComparison.Ordinal);
        Assert.Equal(StatusCodes.Found, (await elsewhere.Get("/inbox")).Status);
        Assert.Equal(StatusCodes.Unprocessable, (await RunningHost.TrySignIn(Browse(), person.Email, RunningHost.Password)).Status);
        Assert.Equal(StatusCodes.Found, (await RunningHost.TrySignIn(Browse(), person.Email, Better)).Status);
    }

    [Theory]
    [InlineData("", "", "Enter your current password|Enter a new password")]
    [InlineData("not the password", Better, "The current password is not right. Enter the one you signed in with")]
    [InlineData(RunningHost.Password, "too short", "The new password must be 12 characters or more")]
    [InlineData(RunningHost.Password, RunningHost.Password, "Enter a new password that is not your current one")]
    [InlineData(RunningHost.Password, "P@ssw0rd2026!!", "Choose a password that others would not guess, such as three or four words that have nothing to do with each other")]
    public async Task Change_WhatWillNotDo_SaysWhatToDoAndNeverShowsWhatWasTyped(string old, string made, string problems)
    {
        var browser = await host.SignIn(host.Head);

        var answer = await browser.Submit(await browser.Get(Address), Form, Typed(old, made));

        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        Assert.Equal(problems.Split('|'), answer.Summary);
        Assert.Equal(("", ""), (answer.Value("current"), answer.Value("new")));
        Assert.StartsWith("Error: ", answer.Page.Title, StringComparison.Ordinal);
        Assert.Equal(StatusCodes.Found, (await RunningHost.TrySignIn(host.Browse(), host.Head.Email, RunningHost.Password)).Status);
    }

    [Fact]
    public async Task Change_FiveWrongPasswords_LocksAsSigningInDoes()
    {
        var browser = await host.SignIn(host.ReferrerElsewhere);
        Answer answer = null!;
        for (var tries = 0; tries < 6; tries++)
        {
            answer = await browser.Submit(await browser.Get(Address), Form, Typed("not the password", Better));
        }

        Assert.Equal(["Too many wrong passwords. Wait 15 minutes, then try again"], answer.Summary);
        Assert.Equal(StatusCodes.Unprocessable, (await RunningHost.TrySignIn(host.Browse(), host.ReferrerElsewhere.Email, RunningHost.Password)).Status);
    }

    [Fact]
    public async Task Change_TooManyTriesInAMinute_AsksToWait()
    {
        await using var strict = host.WithWebHostBuilder(builder => builder.UseSetting("SignIn:AttemptsPerMinute", "4"));
        var browser = new Browser(strict.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://caseflow.example"), AllowAutoRedirect = false }));
        await RunningHost.TrySignIn(browser, host.Coordinator.Email, RunningHost.Password);
        var page = await browser.Get(Address);
        Answer answer;
        var tries = 0;
        do
        {
            answer = await browser.Submit(page, Form, Typed("", ""));
        }
        while (++tries < 4);

        Assert.Equal(StatusCodes.TooMany, answer.Status);
    }

    [Fact]
    public async Task Page_SignedInOrNot_IsLinkedForThoseWhoAre()
    {
        var browser = await host.SignIn(host.Referrer);
        Assert.NotNull((await browser.Get("/inbox")).Page.QuerySelector($"#navigation a[href='{Address}']"));

        Assert.Equal(StatusCodes.Found, (await host.Browse().Get(Address)).Status);
        Assert.Equal(StatusCodes.Found, (await host.Browse().Post(Address, [])).Status);
    }

    [Theory]
    [InlineData("passwordpassword", false)]
    [InlineData("123456789012", false)]
    [InlineData("qwertyuiopas", false)]
    [InlineData("aaaaaaaaaaab", false)]
    [InlineData("Leicestershire2026", false)]
    [InlineData("123letmein!!!!", false)]
    [InlineData("cara.doyle1999", false)]
    [InlineData("kettle otter lamp", true)]
    [InlineData("a long test password", true)]
    [InlineData("7hq2mkzr94wpx3vtbn6d", true)]
    [InlineData("passwords are a nuisance", true)]
    public void Problem_Guessable_IsFound(string password, bool isFine) =>
        Assert.Equal(isFine, CommonPasswords.Problem(password, "cara.doyle@example.org") is null);

    private static Dictionary<string, string> Typed(string old, string made) => new() { ["current"] = old, ["new"] = made };
}
