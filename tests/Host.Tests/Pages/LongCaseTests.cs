using System.Net;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Workflows.Pumps;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Pages;

/// <summary>A case that has gone on for a while, and who is told that cases exist at all.</summary>
public sealed class LongCaseTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task Case_LongTimeline_ShowsTheNewestAndTheRestAtItsOwnAddress()
    {
        var started = await site.Refer("Lena", "Pipit");
        await site.Write(data =>
        {
            for (var note = 1; note <= 14; note++)
            {
                Timeline.Add(data, new() { CaseId = started.CaseId!.Value, At = site.Clock.GetUtcNow().AddMinutes(note), Kind = TimelineKind.Note, Text = $"Note number {note}." });
            }
        });
        var client = site.As(site.Head);
        var page = await client.Page($"/cases/{started.CaseReference}");

        Assert.Equal(CaseListsNewest, page.QuerySelectorAll(".app-timeline__item").Length);
        Assert.Contains("Note number 14.", page.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Note number 4.", page.Words(), StringComparison.Ordinal);
        var older = page.QuerySelectorAll("section[aria-labelledby=timeline] a").Single();
        Assert.Equal($"Show {14 + 2 - CaseListsNewest} older entries", older.Words());
        Assert.Equal($"/cases/{started.CaseReference}?all=timeline#timeline", older.GetAttribute("href"));

        var whole = await client.Page(older.GetAttribute("href")!);
        Assert.Contains("Note number 1.", whole.Words(), StringComparison.Ordinal);
        Assert.Equal($"/cases/{started.CaseReference}#timeline", whole.QuerySelectorAll("section[aria-labelledby=timeline] a").Single().GetAttribute("href"));
    }

    [Fact]
    public async Task Case_TaskRemindedThenDone_TellsTheReminderAndFoldsTheTask()
    {
        var started = await site.Refer("Rhea", "Siskin");
        var sent = site.Clock.GetUtcNow();
        site.Clock.Set(sent.AddDays(15));
        await site.Services.GetRequiredService<TimerPump>().RunDue();
        var page = await site.As(site.Head).Page($"/cases/{started.CaseReference}");
        site.Clock.Set(sent);

        Assert.Contains("Reminder of a task: Complete the referral form. It is due 4 January 2027. Email to Asha Patel.", page.QuerySelector("section[aria-labelledby=timeline]")!.Words(), StringComparison.Ordinal);

        // The process gave the task; nobody is said to have.
        var given = page.QuerySelectorAll(".app-timeline__item").Single(item => item.QuerySelector("h3")!.Words() == "Task given");
        Assert.Null(given.QuerySelector(".app-timeline__by"));
        Assert.Empty(page.QuerySelectorAll("section[aria-labelledby=tasks] details"));

        site.Clock.Set(sent.AddDays(60));
        await site.Services.GetRequiredService<TimerPump>().RunDue();
        var later = await site.As(site.Head).Page($"/cases/{started.CaseReference}");
        site.Clock.Set(sent);
        var folded = later.QuerySelector("section[aria-labelledby=tasks] details")!;
        Assert.Contains("1 task that has ended", folded.Words(), StringComparison.Ordinal);
        Assert.Contains("Complete the referral form", folded.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(later.QuerySelectorAll("section[aria-labelledby=tasks] > .govuk-summary-card"), card => card.Words().Contains("Complete the referral form", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Referral_PupilNotListed_IsAddedOnThePupilsPagesAndReferredFromTheirs()
    {
        var client = site.As(site.Author);
        var choose = await client.Page("/referrals/new");
        var add = choose.QuerySelectorAll("main a").Single(link => link.Words() == "Add a pupil who is not listed").GetAttribute("href")!;
        Assert.Equal("Add a pupil", (await client.Page(add)).QuerySelector("h1")!.Words());

        var pupil = await site.Pupil("Nell", "Avocet", site.Ashlow);
        using var started = await client.Post(await client.Page($"/pupils/{pupil}"), "/referrals/new", ("start", "true"));
        Assert.StartsWith("/tasks/", started.Headers.Location!.OriginalString, StringComparison.Ordinal);

        // Somebody who looks but does not refer for that school is offered nothing.
        Assert.DoesNotContain("Refer this pupil", (await site.As(site.Inclusion).Page($"/pupils/{pupil}")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inbox_KindsToChooseFrom_AreThoseThatWait()
    {
        await site.Refer("Kim", "Plover");

        var page = await site.As(site.Author).Page("/inbox");
        var nothing = await site.As(site.OtherHead).Page("/inbox");
        var done = await site.As(site.OtherHead).Page("/inbox?kind=Triage%20the%20referral");

        Assert.Equal(["All kinds", "Complete the referral form"], page.QuerySelectorAll("#kind option").Select(option => option.TextContent));
        Assert.Equal(["All kinds"], nothing.QuerySelectorAll("#kind option").Select(option => option.TextContent));
        Assert.Equal(["All kinds", "Triage the referral"], done.QuerySelectorAll("#kind option").Select(option => option.TextContent));
        Assert.True(done.QuerySelectorAll("#kind option")[1].HasAttribute("selected"));
    }

    [Theory]
    [InlineData(Roles.Administrator, HttpStatusCode.NotFound)]
    [InlineData(Roles.ProcessOwner, HttpStatusCode.NotFound)]
    [InlineData(Roles.Finance, HttpStatusCode.NotFound)]
    [InlineData(Roles.Mash, HttpStatusCode.OK)]
    [InlineData(Roles.Inclusion, HttpStatusCode.OK)]
    public async Task Cases_ByRole_AreThereForThoseWhoMayEverSeeOne(string role, HttpStatusCode expected)
    {
        var person = await site.Person($"{role} Holder", role, null);

        var page = await site.As(person).Page("/cases", expected);
        var inbox = await site.As(person).Page("/inbox");

        Assert.Equal(expected == HttpStatusCode.OK, inbox.QuerySelector("#navigation a[href='/cases']") is not null);
        Assert.Equal(role == Roles.Mash, page.Words().Contains("You are shown a case while it names you or your service.", StringComparison.Ordinal));
    }

    private const int CaseListsNewest = CaseFlow.Host.CaseFile.CaseLists.Newest;
}
