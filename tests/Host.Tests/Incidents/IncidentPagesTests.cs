using System.Net;
using AngleSharp.Dom;
using CaseFlow.Cases.People;
using CaseFlow.Host.Tests.Pages;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Incidents;

/// <summary>What has stopped and what people do about it, asked for as browsers ask.</summary>
public sealed class IncidentPagesTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task Incidents_SeveralOfOneCause_AreOneLineThatLeadsToTheirCasesByReferenceOnly()
    {
        await site.Publish("grouped");
        var owner = site.As(await site.Holder("Olga", Roles.ProcessOwner));
        var (one, two) = (await site.SubmittedCase(), await site.SubmittedCase());
        await site.Stop("grouped", one);
        await site.Stop("grouped", two);
        await site.Stop("grouped");

        var page = await owner.Page("/incidents");
        var row = page.QuerySelectorAll("tbody tr").Single(line => line.TextContent.Contains("grouped", StringComparison.Ordinal));
        Assert.Contains("Ask for the timetable", row.Words(), StringComparison.Ordinal);
        Assert.Contains(StoppedSite.Message, row.Words(), StringComparison.Ordinal);
        Assert.Contains("3", row.QuerySelector("[data-label='How many']")!.Words(), StringComparison.Ordinal);
        Assert.Equal("/incidents", page.QuerySelector("a[aria-current=true]")!.GetAttribute("href"));

        var cause = await owner.Page(row.QuerySelector("a")!.GetAttribute("href")!);
        var cases = cause.QuerySelectorAll("tbody tr").Select(line => line.Words()).ToList();
        Assert.Equal(3, cases.Count);
        Assert.Contains(cases, line => line.StartsWith(one.Reference, StringComparison.Ordinal));
        Assert.Contains(cases, line => line.StartsWith(two.Reference, StringComparison.Ordinal));
        Assert.Contains(cases, line => line.StartsWith("No case", StringComparison.Ordinal));
        Assert.DoesNotContain("Kestrel", page.TextContent + cause.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incidents_ThoseWhomTheyAreNotFor_FindWhatIsNotThere()
    {
        await site.Publish("hidden");
        var file = await site.SubmittedCase();
        var incident = await site.Stop("hidden", file);
        var absent = await site.As(site.Head).Page("/incidents/nothing/1", HttpStatusCode.NotFound);
        var elsewhere = await site.Holder("Elsa", Roles.Coordinator);
        foreach (var person in new[] { site.Head, site.Chair, elsewhere })
        {
            var client = site.As(person);
            foreach (var address in new[] { "/incidents", $"/incidents/causes/{incident.CauseId.Key}", incident.Address(), incident.Address() + "/cancel" })
            {
                Assert.Equal(absent.QuerySelector("main")!.InnerHtml, (await client.Page(address, HttpStatusCode.NotFound)).QuerySelector("main")!.InnerHtml);
            }

            Assert.Null((await client.Page("/inbox")).QuerySelector("a[href='/incidents']"));
            var token = (await client.Page("/inbox")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            foreach (var action in new[] { incident.Address() + "/retry", incident.Address() + "/skip", incident.Address() + "/cancel", $"/incidents/causes/{incident.CauseId.Key}/retry", $"/incidents/parked/{incident.InstanceId}/release" })
            {
                using var posted = await client.PostAsync(action, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("outcome", "Done"), new("reason", "x")]));
                Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
            }
        }

        Assert.Equal(incident.IncidentId, Assert.Single(await site.OpenOf(incident.InstanceId)).IncidentId);
    }

    [Fact]
    public async Task Case_ProcessHasStopped_SaysSoToAllAndLetsItsLeadersDecide()
    {
        await site.Publish("visible");
        var file = await site.SubmittedCase();
        var incident = await site.Stop("visible", file);

        var school = await site.As(site.Head).Page($"/cases/{file.Reference}");
        Assert.Contains($"The step “Ask for the timetable” could not be done. {StoppedSite.Message} It waits until somebody decides what to do.", school.QuerySelector(".govuk-warning-text")!.Words(), StringComparison.Ordinal);
        Assert.Null(school.QuerySelector($"a[href='{incident.Address()}']"));

        var coordinator = site.As(site.Coordinator);
        var page = await coordinator.Page($"/cases/{file.Reference}");
        Assert.NotNull(page.QuerySelector($"a[href='{incident.Address()}']"));
        using var done = await coordinator.Post(await coordinator.Page(incident.Address()), incident.Address() + "/skip", ("outcome", "Done"));
        Assert.Equal(incident.Address(), done.Headers.Location!.OriginalString);
        Assert.Contains("Cara Doyle had the step passed over at 10:0", (await coordinator.Page(incident.Address())).QuerySelector(".govuk-notification-banner--success")!.Words(), StringComparison.Ordinal);

        var after = await coordinator.Page($"/cases/{file.Reference}");
        Assert.Null(after.QuerySelector(".govuk-warning-text"));
        Assert.Contains("A step that had stopped was passed over: Ask for the timetable. The process goes on as if it had ended with: Done", after.Words(), StringComparison.Ordinal);
        Assert.Empty(await site.OpenOf(incident.InstanceId));
    }

    [Fact]
    public async Task Retry_StopsAgain_LeadsToTheNewIncidentAndTheOldPageTellsOfIt()
    {
        await site.Publish("again");
        var incident = await site.Stop("again");
        var owner = site.As(await site.Holder("Olga", Roles.ProcessOwner));
        var stale = await owner.Page(incident.Address());

        using var tried = await owner.Post(stale, incident.Address() + "/retry");
        var next = Assert.Single(await site.OpenOf(incident.InstanceId));
        Assert.Equal($"{next.Address()}?said=again", tried.Headers.Location!.OriginalString);
        var page = await owner.Page(tried.Headers.Location!.OriginalString);
        Assert.Contains("It was tried again, and stopped again.", page.Words(), StringComparison.Ordinal);
        Assert.Contains("2 times", page.Words(), StringComparison.Ordinal);

        // The form of the old page, sent once more.
        using var late = await owner.Post(stale, incident.Address() + "/retry");
        var told = await owner.Page(late.Headers.Location!.OriginalString);
        Assert.Contains("Nothing was done by you, because this had been dealt with already. Olga Otter had it tried again", told.Words(), StringComparison.Ordinal);
        Assert.NotNull(told.QuerySelector($"a[href='{next.Address()}']"));
        Assert.Equal(next, Assert.Single(await site.OpenOf(incident.InstanceId)));
    }

    [Fact]
    public async Task Skip_NothingChosenOrAnExitTheStepLacks_SaysSoAndKeepsTheChoice()
    {
        await site.Publish("skipped");
        var incident = await site.Stop("skipped");
        var owner = site.As(await site.Holder("Olga", Roles.ProcessOwner));
        var page = await owner.Page(incident.Address());
        Assert.Equal(["Done"], page.QuerySelectorAll("input[name=outcome]").Select(input => input.GetAttribute("value")));

        using var nothing = await owner.Post(page, incident.Address() + "/skip");
        var answer = await Browsing.Body(nothing);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.Equal("#outcome", answer.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.StartsWith("Error: ", answer.QuerySelector("title")!.TextContent, StringComparison.Ordinal);

        using var lacking = await owner.Post(page, incident.Address() + "/skip", ("outcome", "Maybe"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lacking.StatusCode);
        Assert.Contains("“Ask for the timetable” cannot end with “Maybe”. Choose one of: Done.", (await Browsing.Body(lacking)).Words(), StringComparison.Ordinal);
        Assert.Single(await site.OpenOf(incident.InstanceId));
    }

    [Fact]
    public async Task Cancel_AskedFirst_KeepsTheReasonUntilItIsGivenAndThenTellsTheCase()
    {
        await site.Publish("cancelled");
        var file = await site.SubmittedCase();
        var incident = await site.Stop("cancelled", file);
        var admin = site.As(await site.Holder("Adam", Roles.Administrator));
        var page = await admin.Page(incident.Address() + "/cancel");

        var typed = new string('x', 501);
        using var tooLong = await admin.Post(page, incident.Address() + "/cancel", ("reason", typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        Assert.Equal(typed, (await Browsing.Body(tooLong)).QuerySelector("textarea")!.TextContent);
        using var expired = await admin.PostAsync(incident.Address() + "/cancel", new FormUrlEncodedContent([new("reason", "Started twice"), new("__RequestVerificationToken", "old")]));
        Assert.Equal("Started twice", (await Browsing.Body(expired)).QuerySelector("textarea")!.TextContent);
        Assert.Single(await site.OpenOf(incident.InstanceId));

        using var done = await admin.Post(page, incident.Address() + "/cancel", ("reason", "Started twice"));
        Assert.Equal(incident.Address(), done.Headers.Location!.OriginalString);
        Assert.Empty(await site.OpenOf(incident.InstanceId));
        Assert.Contains("The process was cancelled: Started twice", (await site.As(site.Head).Page($"/cases/{file.Reference}")).Words(), StringComparison.Ordinal);

        // The case is not the administrator's to see: the page leads nowhere.
        Assert.Null((await admin.Page(incident.Address())).QuerySelector($"a[href='/cases/{file.Reference}']"));
    }

    [Fact]
    public async Task SkipAndCancel_AtTheSameMoment_OneWinsAndTheOtherIsToldWhoAndWhen()
    {
        await site.Publish("raced");
        var (first, second) = (site.As(await site.Holder("Olga", Roles.ProcessOwner)), site.As(await site.Holder("Adam", Roles.Administrator)));
        for (var round = 0; round < 5; round++)
        {
            var incident = await site.Stop("raced");
            var pages = (await first.Page(incident.Address()), await second.Page(incident.Address() + "/cancel"));

            var skipped = first.Post(pages.Item1, incident.Address() + "/skip", ("outcome", "Done"));
            var cancelled = second.Post(pages.Item2, incident.Address() + "/cancel", ("reason", "Started twice"));
            var answers = await Task.WhenAll(skipped, cancelled);

            var late = Assert.Single(answers, answer => answer.Headers.Location!.OriginalString.EndsWith("?said=late", StringComparison.Ordinal));
            var told = await (late == answers[0] ? first : second).Page(late.Headers.Location!.OriginalString);
            Assert.Contains(late == answers[0] ? "Adam Otter" : "Olga Otter", told.Words(), StringComparison.Ordinal);
            Assert.Contains("am on 23 November 2026", told.Words(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RetryAll_OfACause_AreDoneInTheBackgroundInTheNameOfWhoAsked()
    {
        await site.Publish("bulk");
        var owner = site.As(await site.Holder("Olga", Roles.ProcessOwner));
        var file = await site.SubmittedCase();
        var incident = await site.Stop("bulk", file);
        for (var number = 0; number < 54; number++)
        {
            await site.Stop("bulk");
        }

        var key = incident.CauseId.Key;
        var page = await owner.Page($"/incidents/causes/{key}");
        Assert.Equal(50, page.QuerySelectorAll("tbody tr").Length);
        var rest = await owner.Page(page.QuerySelector(".govuk-pagination__next a")!.GetAttribute("href")!);
        Assert.Equal(5, rest.QuerySelectorAll("tbody tr").Length);
        Assert.Empty(page.QuerySelectorAll("tbody a").Select(Target).Intersect(rest.QuerySelectorAll("tbody a").Select(Target)));

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        using var asked = await owner.Post(page, $"/incidents/causes/{key}/retry");
        Assert.Contains("55 processes are being tried again", (await owner.Page(asked.Headers.Location!.OriginalString)).Words(), StringComparison.Ordinal);
        await site.RunInbox();

        Assert.Equal(2, Assert.Single(await site.OpenOf(incident.InstanceId)).Attempt);
        Assert.Contains("A step that had stopped was tried again: Ask for the timetable", (await site.As(site.Head).Page($"/cases/{file.Reference}")).Words(), StringComparison.Ordinal);
        Assert.Contains("by Olga Otter", (await site.As(site.Head).Page($"/cases/{file.Reference}")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_ParkedProcess_MayRunAgainAndASecondTimeTellsWho()
    {
        await site.Publish("parked");
        var file = await site.SubmittedCase();
        var incident = await site.Stop("parked", file);
        await site.Services.GetRequiredService<IIncidentStore>().Park(incident.InstanceId, site.Clock.GetUtcNow(), "It ended the service 3 times.");
        var (owner, other) = (site.As(await site.Holder("Olga", Roles.ProcessOwner)), site.As(await site.Holder("Adam", Roles.Administrator)));
        Assert.Contains("has been stopped for repair", (await site.As(site.Head).Page($"/cases/{file.Reference}")).Words(), StringComparison.Ordinal);

        // Nothing is done to it while it is parked.
        using var refused = await owner.Post(await owner.Page(incident.Address()), incident.Address() + "/retry");
        Assert.Contains("The process is parked", (await Browsing.Body(refused)).Words(), StringComparison.Ordinal);

        var page = await owner.Page("/incidents");
        Assert.Contains($"parked, case {file.Reference}", page.Words(), StringComparison.Ordinal);
        Assert.Contains("It ended the service 3 times.", page.Words(), StringComparison.Ordinal);
        var stale = await other.Page("/incidents");
        using var released = await owner.Post(page, $"/incidents/parked/{incident.InstanceId}/release");
        Assert.Contains("The process may run again.", (await owner.Page(released.Headers.Location!.OriginalString)).Words(), StringComparison.Ordinal);
        using var again = await other.Post(stale, $"/incidents/parked/{incident.InstanceId}/release");
        Assert.Contains("Olga Otter let it run again at", (await Browsing.Body(again)).Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("stopped for repair since", (await site.As(site.Head).Page($"/cases/{file.Reference}")).Words(), StringComparison.Ordinal);
    }

    private static string? Target(IElement link) => link.GetAttribute("href");
}
