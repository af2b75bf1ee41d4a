using CaseFlow.Host.Tests.Running;

namespace CaseFlow.Host.Tests.Tasks;

/// <summary>A task through its pages: nothing typed is ever lost, and nothing is shown to those it is none of the business of.</summary>
public sealed class TaskPageTests(RunningHost host) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task Referral_FromSchoolToTriage_GoesThroughThePages()
    {
        var school = await host.SignIn(host.Referrer);
        var list = await school.StartReferral(host.Pupil);
        var task = list.TaskAddress();
        Assert.Contains("0 of", list.Text, StringComparison.Ordinal);

        await school.FillReferral(task);
        Assert.Contains("Check your answers", (await school.Get(task)).Text, StringComparison.Ordinal);
        var sent = await school.SendReferral(task);
        Assert.Contains("You completed this at", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Authorise the referral, due", sent.Text, StringComparison.Ordinal);

        var head = await host.SignIn(host.Head);
        var authorise = await head.OpenFirstTask("Authorise");
        Assert.Contains("Leaves lessons before writing tasks", authorise.Text, StringComparison.Ordinal);
        var authorised = await head.Submit(
            authorise, "form[data-module=app-autosave]", new() { ["decision"] = "authorise", ["signature"] = "Hari Head", ["authorised"] = "true" }, ("outcome", "Send the decision"));
        Assert.Equal(StatusCodes.Found, authorised.Status);

        // Her other window is behind: what it held is not shown as what was sent.
        Assert.DoesNotContain("What was not sent", (await head.Follow(authorised)).Text, StringComparison.Ordinal);
        var second = await head.Follow(await head.Submit(
            authorise, "form[data-module=app-autosave]", new() { ["decision"] = "authorise", ["signature"] = "Harriet Head", ["authorised"] = "true" }, ("outcome", "Send the decision")));
        Assert.Contains("You completed this at", second.Text, StringComparison.Ordinal);
        Assert.Contains("What was not sent", second.Text, StringComparison.Ordinal);
        Assert.Contains("Harriet Head", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Your answers", second.Text, StringComparison.Ordinal);

        await TwoCoordinatorsAtOnce();
    }

    [Fact]
    public async Task Part_WithProblems_KeepsWhatWasTypedAndSavesIt()
    {
        var (browser, task) = await Started();
        var page = await browser.Get(task + "/parts/purpose");
        var typed = new Dictionary<string, string> { ["urgency"] = "Emergency", ["concernDate.day"] = "31", ["concernDate.month"] = "2", ["concernDate.year"] = "2026" };

        var answer = await browser.Submit(page, "main form", typed, ("next", "true"));

        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        Assert.StartsWith("Error: ", answer.Page.Title, StringComparison.Ordinal);
        Assert.Equal(3, answer.Summary.Count);
        foreach (var link in answer.Page.QuerySelectorAll(".govuk-error-summary a"))
        {
            Assert.NotNull(answer.Page.QuerySelector(link.GetAttribute("href")!));
        }

        foreach (var shown in (Answer[])[answer, await browser.Get(task + "/parts/purpose")])
        {
            Assert.Equal("31", shown.Value("concernDate.day"));
            Assert.True(shown.Page.QuerySelector("[name=urgency][value=Emergency]")!.HasAttribute("checked"));
        }
    }

    [Fact]
    public async Task Part_ExpiredPage_ChangesNothingAndShowsWhatWasTyped()
    {
        var (browser, task) = await Started();
        var answer = await browser.Post(task + "/parts/behaviour", [new("behaviour", "Long thought about"), new("next", "true")]);

        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        Assert.Equal("Long thought about", answer.Value("behaviour"));
        Assert.Contains("open for too long", Assert.Single(answer.Summary), StringComparison.Ordinal);
        Assert.Equal("", (await browser.Get(task + "/parts/behaviour")).Value("behaviour"));

        var again = await browser.Submit(answer, "main form", button: ("save", "true"));
        Assert.Equal(StatusCodes.Found, again.Status);
        Assert.Equal("Long thought about", (await browser.Get(task + "/parts/behaviour")).Value("behaviour"));
    }

    [Fact]
    public async Task Part_SessionEndedWhileTyping_ComesBackAfterSigningIn()
    {
        var (browser, task) = await Started();
        var page = await browser.Get(task + "/parts/family");
        await browser.Submit(page, "form[action='/sign-out']");

        var refused = await browser.Submit(page, "main form", new() { ["familySituation"] = "Typed for an hour" }, ("next", "true"));
        Assert.Equal("Sign in", refused.Heading);
        var wrong = await browser.Submit(refused, "form[action='/sign-in']", new() { ["email"] = host.Referrer.Email, ["password"] = "wrong" });
        var signedIn = await browser.Submit(wrong, "form[action='/sign-in']", new() { ["email"] = host.Referrer.Email, ["password"] = RunningHost.Password });
        Assert.Equal("You are signed in again", signedIn.Heading);
        var back = await browser.Submit(signedIn, "main form");

        Assert.Equal("Typed for an hour", back.Value("familySituation"));
        Assert.Equal(StatusCodes.Found, (await browser.Submit(back, "main form", button: ("save", "true"))).Status);
        Assert.Equal("Typed for an hour", (await browser.Get(task + "/parts/family")).Value("familySituation"));
    }

    [Fact]
    public async Task Part_AnotherRow_KeepsTheRowsThatAreThere()
    {
        var (browser, task) = await Started();
        var page = await browser.Get(task + "/parts/tried");
        var more = await browser.Follow(await browser.Submit(page, "main form", new() { ["tried[0].strategy"] = "First", ["tried[1].strategy"] = "Second" }, ("add", "tried")));
        Assert.Equal(3, more.Page.QuerySelectorAll("[name^='tried['][name$='].strategy']").Length);

        var fewer = await browser.Follow(await browser.Submit(more, "main form", new() { ["tried[2].strategy"] = "Third" }, ("remove", "tried[0]")));

        Assert.Equal("Second", fewer.Value("tried[0].strategy"));
        Assert.Equal("Third", fewer.Value("tried[1].strategy"));
    }

    [Fact]
    public async Task Part_SavedByThePagesScript_IsKept()
    {
        var (browser, task) = await Started();
        var page = await browser.Get(task + "/parts/learning");
        var answer = await browser.Submit(page, "main form", new() { ["learningNote"] = "Half a sen" }, ("autosave", "true"));
        Assert.Equal(StatusCodes.NoContent, answer.Status);
        Assert.Equal("Half a sen", (await browser.Get(task + "/parts/learning")).Value("learningNote"));
    }

    [Fact]
    public async Task Check_IncompleteReferral_LinksEachProblemToItsPage()
    {
        var (browser, task) = await Started();
        var page = await browser.Get(task + "/check-answers");
        var answer = await browser.Submit(page, "main form", button: ("outcome", "Send to the headteacher"));

        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        var first = answer.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!;
        Assert.StartsWith(task + "/parts/", first, StringComparison.Ordinal);
        Assert.NotNull((await browser.Get(first.Split('#')[0])).Page.GetElementById(first.Split('#')[1]));
    }

    [Fact]
    public async Task Withdraw_IncompleteReferral_EndsIt()
    {
        var (browser, task) = await Started();
        var page = await browser.Get(task);
        var answer = await browser.Follow(await browser.Submit(page, $"form[action='{task}/check-answers']", button: ("outcome", "Withdraw")));
        Assert.Contains("You completed this at", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_FromAWindowThatIsBehind_SaysSoAndCanBeSentAgain()
    {
        var (browser, task) = await Started();
        var form = $"form[action='{task}/check-answers']";
        var page = await browser.Get(task);
        Assert.Equal(StatusCodes.Found, (await browser.Submit(page, form, address: task + "/claim")).Status);

        var behind = await browser.Submit(page, form, button: ("outcome", "Withdraw"));

        Assert.Equal(StatusCodes.Unprocessable, behind.Status);
        Assert.Contains("has changed since you opened it", Assert.Single(behind.Summary), StringComparison.Ordinal);
        var again = await browser.Submit(behind, form, button: ("outcome", "Withdraw"));
        Assert.Equal(StatusCodes.Found, again.Status);
        Assert.Contains("You completed this at", (await browser.Follow(again)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_OfAnotherSchool_AnswersLikeOneThatDoesNotExist()
    {
        var (_, task) = await Started();
        var stranger = await host.SignIn(host.ReferrerElsewhere);
        foreach (var suffix in (string[])["", "/parts/purpose", "/check-answers"])
        {
            var forbidden = await stranger.Get(task + suffix);
            var missing = await stranger.Get("/tasks/" + Guid.CreateVersion7() + suffix);
            Assert.Equal(StatusCodes.NotFound, forbidden.Status);
            Assert.Equal(missing.Status, forbidden.Status);
            Assert.Equal(missing.Page.QuerySelector("main")!.InnerHtml, forbidden.Page.QuerySelector("main")!.InnerHtml);
            Assert.Contains("If you typed the web address, check it is correct", forbidden.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NewReferral_PupilOfAnotherSchool_IsNotStarted()
    {
        var browser = await host.SignIn(host.Referrer);
        var page = await browser.Submit(await browser.Get("/referrals/new"), "form[role=search]", new() { ["search"] = host.PupilElsewhere.Surname });
        Assert.DoesNotContain(host.PupilElsewhere.Forename, page.Text, StringComparison.Ordinal);

        var answer = await browser.Submit(await browser.Get("/referrals/new"), "form:has([name=searched])", new() { ["pupil"] = host.PupilElsewhere.Id.ToString() }, ("start", "true"));
        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        Assert.Single(answer.Summary);
    }

    [Fact]
    public async Task NewReferral_ByACoordinator_IsNotFound()
    {
        var browser = await host.SignIn(host.Coordinator);
        Assert.Equal(StatusCodes.NotFound, (await browser.Get("/referrals/new")).Status);
    }

    /// <summary>Both have the page open; one sends first, and the other is told who and keeps what they wrote.</summary>
    private async Task TwoCoordinatorsAtOnce()
    {
        var first = await host.SignIn(host.Coordinator);
        var second = await host.SignIn(host.SecondCoordinator);
        var firstPage = await first.OpenFirstTask("Triage");
        var secondPage = await second.OpenFirstTask("Triage");
        const string Form = "form[data-module=app-autosave]";
        const string Reasons = "The school has tried two things with records of each, and what is asked for fits.";

        var won = await first.Follow(await first.Submit(firstPage, Form, new() { ["route"] = "advice", ["reasons"] = Reasons }, ("outcome", "Send the decision")));
        var lost = await second.Submit(secondPage, Form, new() { ["route"] = "panel", ["reasons"] = "What the other one wrote, which must not be lost at all." }, ("outcome", "Send the decision"));

        Assert.Contains("You completed this at", won.Text, StringComparison.Ordinal);
        Assert.Equal(StatusCodes.Found, lost.Status);
        var told = await second.Follow(lost);
        Assert.Contains("Cora Coordinator completed this at", told.Text, StringComparison.Ordinal);
        Assert.Contains("What the other one wrote", told.Text, StringComparison.Ordinal);
        Assert.Contains("your answers are kept", told.Text, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<(Browser Browser, string Task)> Started()
    {
        var browser = await host.SignIn(host.Referrer);
        return (browser, (await browser.StartReferral(host.Pupil)).TaskAddress());
    }
}
