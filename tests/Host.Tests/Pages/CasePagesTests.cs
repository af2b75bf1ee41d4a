using System.Net;
using System.Text.Json.Nodes;
using Bogus;
using CaseFlow.Host.Demo;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Pages;

/// <summary>The inbox, the case and the pupils' pages, asked for as browsers ask, on a real database with the real referral.</summary>
public sealed class CasePagesTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task Inbox_AuthorWithADraft_ShowsItWithItsReferenceFirstAndCountsIt()
    {
        var started = await site.Refer("Inez", "Quill");
        var page = await site.As(site.Author).Page("/inbox");

        var row = page.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains(started.CaseReference!, StringComparison.Ordinal));
        Assert.Equal($"/tasks/{started.FirstTaskId}", row.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Contains("Complete the referral form", row.Words(), StringComparison.Ordinal);
        Assert.Contains("Ashlow Academy", row.Words(), StringComparison.Ordinal);
        Assert.Contains("Mon 4 Jan 2027", row.Words(), StringComparison.Ordinal);
        Assert.Equal(page.QuerySelectorAll("tbody tr").Length, int.Parse(page.QuerySelector(".app-tabs [aria-current] .app-tabs__count")!.FirstChild!.TextContent, System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain("Quill", page.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inbox_SomebodyOfAnotherSchool_SeesNothingOfIt()
    {
        var started = await site.Refer("Una", "Sparrow");

        var page = await site.As(site.OtherHead).Page("/inbox");

        Assert.DoesNotContain(started.CaseReference!, page.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_FromTheInbox_GivesTheTaskAndReturnsToItsRow()
    {
        var started = await site.Refer("Cleo", "Finch");
        var client = site.As(site.Author);
        var page = await client.Page("/inbox?kind=Complete%20the%20referral%20form");
        var row = page.QuerySelector($"#task-{started.FirstTaskId:N}")!;

        using var claimed = await client.Post(row, "/inbox/claim");

        Assert.Equal(HttpStatusCode.Redirect, claimed.StatusCode);
        Assert.Equal($"/inbox?kind=Complete%20the%20referral%20form#task-{started.FirstTaskId:N}", claimed.Headers.Location!.OriginalString);
        Assert.Contains("Asha Patel", (await client.Page("/inbox?view=mine")).QuerySelector($"#task-{started.FirstTaskId:N}")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutAside_UntilALaterDay_LeavesTheListButIsCountedAndComesBack()
    {
        var started = await site.Refer("Nia", "Garganey");
        var client = site.As(site.Author);
        var page = await client.Page($"/tasks/{started.FirstTaskId}/put-aside");
        var row = $"#task-{started.FirstTaskId:N}";

        using var wrong = await client.Post(page, $"/tasks/{started.FirstTaskId}/put-aside", ("until.day", "31"), ("until.month", "2"), ("until.year", "2027"));
        var answer = await Browsing.Body(wrong);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("31", answer.QuerySelector("[name='until.day']")!.GetAttribute("value"));
        Assert.Contains("The day it comes back must be a real date", answer.Words(), StringComparison.Ordinal);

        using var done = await client.Post(page, $"/tasks/{started.FirstTaskId}/put-aside", ("until.day", "1"), ("until.month", "12"), ("until.year", "2026"));
        Assert.Equal("/inbox", done.Headers.Location!.OriginalString);
        Assert.Null((await client.Page("/inbox")).QuerySelector(row));
        var aside = await client.Page("/inbox?view=put-aside");
        Assert.NotNull(aside.QuerySelector(row));
        Assert.Equal("1", aside.QuerySelector(".app-tabs [aria-current] .app-tabs__count")!.FirstChild!.TextContent);

        using var back = await client.Post(await client.Page($"/tasks/{started.FirstTaskId}/put-aside"), $"/tasks/{started.FirstTaskId}/put-aside", ("back", "true"));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.NotNull((await client.Page("/inbox")).QuerySelector(row));
        await site.As(site.OtherHead).Page($"/tasks/{started.FirstTaskId}/put-aside", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Case_WithADraft_SaysWhereItIsInWordsAndPictureAndWhatWillHappen()
    {
        var started = await site.Refer("Wanda", "Heron");
        var page = await site.As(site.Head).Page($"/cases/{started.CaseReference}");

        Assert.Equal("Wanda Heron", page.QuerySelector("h1")!.Words());
        Assert.Contains("Waiting for Asha Patel: Complete the referral form. Due Mon 4 Jan 2027.", page.Words(), StringComparison.Ordinal);
        Assert.Contains("The school completes the referral form", page.QuerySelector("[aria-current=step]")!.Words(), StringComparison.Ordinal);
        Assert.Equal("here now", page.QuerySelector("svg .cf-diagram__step--current .cf-diagram__mark")!.TextContent);
        Assert.Contains("Reminder: half of the time has passed", page.Words(), StringComparison.Ordinal);
        Assert.Contains("The step ends by itself if nothing is sent", page.Words(), StringComparison.Ordinal);
        Assert.Contains("New task", page.Words(), StringComparison.Ordinal);
        Assert.Contains("23 November 2026 at 10:00am", page.Words(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main [style]"));
        Assert.DoesNotContain("Heron", page.QuerySelector("title")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_OutOfScopeOrNotThere_IsTheSameNotFoundPage()
    {
        var started = await site.Refer("Otto", "Crane");
        var client = site.As(site.OtherHead);

        var hidden = await client.Page($"/cases/{started.CaseReference}", HttpStatusCode.NotFound);
        var absent = await client.Page("/cases/NC-26-9999", HttpStatusCode.NotFound);

        Assert.Equal(absent.QuerySelector("main")!.InnerHtml, hidden.QuerySelector("main")!.InnerHtml);
        await client.Page($"/cases/{started.CaseReference}/referral", HttpStatusCode.NotFound);

        // A draft is the school's own: the partnership does not know of it yet.
        await site.As(site.Coordinator).Page($"/cases/{started.CaseReference}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pupils_SearchedByName_KeepsTheNameOutOfTheAddress()
    {
        await site.Pupil("Zelda", "Nightjar", site.Ashlow);
        var client = site.As(site.Author);
        var page = await client.Page("/pupils");

        using var searched = await client.Post(page, "/pupils/search", ("words", "nightj"));
        var address = searched.Headers.Location!.OriginalString;

        Assert.DoesNotContain("nightj", address, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Zelda Nightjar", Assert.Single((await client.Page(address)).QuerySelectorAll("tbody th")).Words());
        Assert.Contains("made too long ago", (await site.As(site.Head).Page(address)).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pupils_OfAnotherSchool_AreNotThere()
    {
        var pupil = await site.Pupil("Yara", "Bittern", site.Brook);
        var client = site.As(site.Author);

        Assert.DoesNotContain("Bittern", (await client.Page("/pupils")).TextContent, StringComparison.Ordinal);
        await client.Page($"/pupils/{pupil}", HttpStatusCode.NotFound);
        await client.Page($"/pupils/{pupil}/edit", HttpStatusCode.NotFound);
        await site.As(site.Coordinator).Page("/pupils", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task PupilEdit_WithAMistake_KeepsWhatWasTypedAndSaysWhatToDo()
    {
        var pupil = await site.Pupil("Xena", "Dunlin", site.Ashlow);
        var client = site.As(site.Author);
        var page = await client.Page($"/pupils/{pupil}/edit");

        using var posted = await client.Post(page, $"/pupils/{pupil}/edit", ("forename", "Xenia"), ("upn", "A123"), ("next", "true"));
        var answer = await Browsing.Body(posted);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, posted.StatusCode);
        Assert.Contains("There is a problem", answer.Words(), StringComparison.Ordinal);
        Assert.Equal("Xenia", answer.QuerySelector("[name=forename]")!.GetAttribute("value"));
        Assert.Equal("A123", answer.QuerySelector("[name=upn]")!.GetAttribute("value"));
        Assert.StartsWith("Error: ", answer.QuerySelector("title")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imports_FileWithABadRow_PutsTheGoodOneInAndSaysWhatToDoWithTheOther()
    {
        var client = site.As(site.Author);
        var page = await client.Page("/imports");
        const string Csv = "school_urn,upn,forename,surname,date_of_birth,sex,address_1,postcode,home_authority\n"
            + "900001,U855999920001,Vera,Plover,2012-03-14,F,1 Test Street,LE3 8RA,Leicestershire\n"
            + "900001,A855999920001,Ugo,Plover,2012-03-14,M,1 Test Street,LE3 8RA,Leicestershire\n";
        using var content = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelector("form[action='/imports']")!.QuerySelectorAll("input[type=hidden]"))
        {
            content.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        }

        content.Add(new StringContent("pupils"), "kind");
        content.Add(new StringContent(Csv), "file", "pupils.csv");
        using var posted = await client.PostAsync("/imports", content);
        var report = await Browsing.Body(posted);

        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Contains("1 added, 0 changed, 0 unchanged, 1 left out", report.Words(), StringComparison.Ordinal);
        var row = Assert.Single(report.QuerySelectorAll("tbody tr"));
        Assert.StartsWith("3 upn The first letter of the UPN does not match its digits.", row.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ugo", report.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_OfATaskSomebodyElseHas_SaysWhoAndShowsTheListAgain()
    {
        var started = await site.Refer("Rhea", "Ruff");
        var first = site.As(site.Author);
        var page = await first.Page("/inbox");
        var row = page.QuerySelector($"#task-{started.FirstTaskId:N}")!;
        await site.Services.GetRequiredService<TaskService>().Claim(started.FirstTaskId!.Value, 1, site.Author);

        using var late = await first.Post(row, "/inbox/claim");
        var answer = await Browsing.Body(late);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("There is a problem", answer.Words(), StringComparison.Ordinal);
        Assert.Contains("Asha Patel", answer.QuerySelector($"#task-{started.FirstTaskId:N}")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_OfTheReferral_AreShownAsFarAsTheReaderMaySeeThem()
    {
        var started = await Authorised("Tess", "Coot");
        var address = $"/cases/{started.CaseReference}/referral";

        var coordinator = await site.As(site.Coordinator).Page(address);
        var chair = await site.As(site.Chair).Page(address);

        Assert.Contains("Told to few", coordinator.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Told to few", chair.Words(), StringComparison.Ordinal);
        Assert.Contains("Told to all who decide", coordinator.Words(), StringComparison.Ordinal);
        Assert.Contains("Told to all who decide", chair.Words(), StringComparison.Ordinal);
        await site.As(site.OtherHead).Page(address, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Answers_OfAnotherCase_AreNotFoundInThisOne()
    {
        var (mine, other) = (await site.Refer("Lev", "Smew"), await Authorised("Mae", "Smew"));
        var answered = (await Tasks.ForCase(other.CaseId!.Value)).First(task => task.SubmissionId is not null);
        var client = site.As(site.Head);

        await client.Page($"/cases/{mine.CaseReference}/answers/{answered.SubmissionId}", HttpStatusCode.NotFound);
        Assert.Contains("Sent by", (await client.Page($"/cases/{other.CaseReference}/answers/{answered.SubmissionId}")).Words(), StringComparison.Ordinal);
    }

    private TaskService Tasks => site.Services.GetRequiredService<TaskService>();

    /// <summary>A referral that its author has sent and the head has authorised.</summary>
    private async Task<ProcessStarted> Authorised(string forename, string surname)
    {
        var started = await site.Refer(forename, surname);
        var pupil = site.Read(data => data.Pupils.Single(one => one.Forename == forename && one.Surname == surname));
        var demo = new DemoAnswers(new Faker { Random = new Randomizer(7) });
        var answers = JsonNode.Parse(demo.Referral(ReferralPurposeChoice.AdviceGuidance, "Routine", pupil, new DateOnly(2026, 11, 23)).Json)!.AsObject();
        answers["familySituation"] = "Told to all who decide";
        answers["healthNeeds"] = true;
        answers["health"] = new JsonObject { ["camhsStatus"] = "waiting", ["diagnosis"] = "Told to few" };
        Assert.IsType<TaskDone>(await Tasks.Complete(started.FirstTaskId!.Value, 1, "Send to the headteacher", answers.ToJsonString(), site.Author));
        var task = (await Tasks.ForCase(started.CaseId!.Value)).Single(one => one.Status == TaskState.Open);
        Assert.IsType<TaskDone>(await Tasks.Complete(task.TaskId, task.Version, "Send the decision", demo.Authorisation("Helen Ward"), site.Head));
        return started;
    }
}
