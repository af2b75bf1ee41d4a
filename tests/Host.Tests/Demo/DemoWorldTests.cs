using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Demo;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit;
using CaseFlow.Workflows.Checks;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Demo;

[Collection(DemoCollection.Name)]
public sealed class DemoWorldTests(DemoHost host)
{
    [Fact]
    public void Start_EmptyFolder_HasGroupsSchoolsAndCasesAtEveryStageOfTheReferral()
    {
        using var data = host.Services.GetRequiredService<ICaseDataFactory>().Open();

        Assert.Equal(5, data.Partnerships.Count(group => group.Kind == PartnershipKind.Partnership));
        Assert.Equal(2, data.Partnerships.Count(group => group.Kind == PartnershipKind.MatGroup));
        Assert.Equal(47, data.Schools.Count());
        Assert.Equal(DemoHost.Cases, data.Cases.Count());
        Assert.Equal(
            [CaseStage.Draft, CaseStage.ReturnedForInformation, CaseStage.Triage, CaseStage.AdviceGuidance, CaseStage.AwaitingPanel, CaseStage.Closed],
            data.Cases.Select(file => file.Stage).Distinct().ToList().Order());
        Summary.Line($"demo world: {DemoHost.Cases} cases in {host.Took.TotalSeconds:0.0} s from an empty folder, beside other tests");
    }

    [Fact]
    public void Start_EmptyFolder_EverythingIsMarkedSynthetic()
    {
        using var data = host.Services.GetRequiredService<ICaseDataFactory>().Open();

        Assert.True(data.Schools.All(school => school.IsSynthetic));
        Assert.True(data.Pupils.All(pupil => pupil.IsSynthetic));
        Assert.True(data.People.All(person => person.IsSynthetic));
        Assert.True(data.Cases.All(file => file.IsSynthetic));
    }

    [Fact]
    public async Task Start_EmptyFolder_SomeReferralsHaveAFileThatOpens()
    {
        var files = host.Services.GetRequiredService<IFileStore>();
        using var data = host.Services.GetRequiredService<ICaseDataFactory>().Open();
        var (sent, cases) = (new List<UploadedFileRow>(), data.Cases.Select(file => file.Id).ToList());
        foreach (var file in cases)
        {
            sent.AddRange(await files.Sent(file));
        }

        Assert.InRange(sent.Count, 1, cases.Count - 1);
        Assert.All(sent, file => Assert.Equal(1, file.Name.Count(letter => letter == '.')));
        foreach (var file in sent)
        {
            var content = await files.Part(file.FileId, 0);
            Assert.True(FileContents.Are(FileType.Named(file.Type)!, content), file.Type);
            Assert.Contains("invented for the demonstration", System.Text.Encoding.Latin1.GetString(content!), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_EmptyFolder_EveryPromiseIsKeptAndSomeTasksAreOverdue()
    {
        Assert.Empty(await host.Services.GetRequiredService<InvariantChecker>().Check());

        var tasks = host.Services.GetRequiredService<TaskService>();
        using var data = host.Services.GetRequiredService<ICaseDataFactory>().Open();
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var open = new List<TaskRow>();
        foreach (var file in data.Cases.Select(file => file.Id).ToList())
        {
            open.AddRange((await tasks.ForCase(file)).Where(task => task.Status == TaskState.Open));
        }

        Assert.Contains(open, task => task.Due < now);
        Assert.Contains(open, task => task.Due > now);
    }

    [Fact]
    public async Task Start_EmptyFolder_EmailsWentOutAndNoneNamesAChild()
    {
        var counts = await host.Services.GetRequiredService<IOutboxStore>().Count();
        Assert.Equal(0, counts.Failed);
        Assert.True(counts.Sent > DemoHost.Cases, $"{counts.Sent} sent");

        await using var data = host.Services.GetRequiredService<CaseFlowStorage>().OpenForReading();
        var children = data.Pupils.Select(pupil => new { pupil.Forename, pupil.Surname, pupil.Upn }).ToList();
        foreach (var file in Directory.GetFiles(host.MailFolder, "*.eml"))
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.DoesNotContain(children, child => text.Contains($"{child.Forename} {child.Surname}", StringComparison.Ordinal) || text.Contains(child.Upn!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task SignInPage_DemoMode_OffersItsPeopleAndLetsAVisitorBeThem()
    {
        var browser = host.Browse();
        var page = await browser.Get("/sign-in");
        var coordinator = page.Page.QuerySelectorAll("form[action='/sign-in/demo']").First(form => form.ParentElement!.TextContent.Contains("co-ordinator", StringComparison.Ordinal));
        var email = coordinator.QuerySelector("input[name=email]")!.GetAttribute("value")!;

        var answer = await browser.Submit(page, $"form[action='/sign-in/demo']:has(input[value='{email}'])");

        Assert.Equal(302, answer.Status);
        var inbox = await browser.Get("/inbox");
        Assert.Contains("Triage the referral", inbox.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInPage_DemoMode_ListsThePeopleInTheOrderOfTheMainJourney()
    {
        var page = await host.Browse().Get("/sign-in");
        var roles = page.Page.QuerySelectorAll(".app-demo-accounts__item .app-muted").Select(role => role.TextContent).ToList();

        string[] journey = ["Pastoral lead or SENCo", "Headteacher", "Partnership co-ordinator", "Partnership chair"];
        Assert.Equal(journey, roles.Where(role => journey.Contains(role, StringComparer.Ordinal)));
        Assert.Equal(journey[..2], roles[..2]);
    }

    [Theory]
    [InlineData("Pastoral lead or SENCo", "Complete the referral form")]
    [InlineData("Headteacher", "Authorise the referral")]
    public async Task Inbox_SchoolThatVisitorsSignInTo_HasSomethingToDo(string role, string task)
    {
        var browser = host.Browse();
        var page = await browser.Get("/sign-in");
        var item = page.Page.QuerySelectorAll(".app-demo-accounts__item").First(one => one.QuerySelector(".app-muted")!.TextContent == role);
        var email = item.QuerySelector("input[name=email]")!.GetAttribute("value")!;
        await browser.Submit(page, $"form[action='/sign-in/demo']:has(input[value='{email}'])");

        var inbox = await browser.Get("/inbox");

        Assert.Contains(inbox.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent), text => text.Contains(task, StringComparison.Ordinal));
    }

    [Fact]
    public async Task IsWanted_WorldIsThere_IsNotMadeAgain() =>
        Assert.False(await host.Services.GetRequiredService<DemoSeeder>().IsWanted(CancellationToken.None));
}
