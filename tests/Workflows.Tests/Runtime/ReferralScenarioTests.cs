using CaseFlow.Cases.CaseFiles;
using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>The shipped referral, run by its people on a real database.</summary>
public sealed class ReferralScenarioTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Referral_FromSchoolToPanel_MovesTheCaseAndTellsThePeople(DatabaseKind kind)
    {
        await using var scene = await ReferralScene.Create(kind);
        var world = scene.World;

        var started = await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));
        Assert.Null(started.Problem);
        Assert.Equal("NC-26-0001", started.CaseReference);
        var draft = await world.Tasks.Find(started.FirstTaskId!.Value, scene.School);
        Assert.NotNull(draft!.FormJson);
        Assert.Equal(CaseStage.Draft, scene.Case(started).Stage);

        var unfinished = Assert.IsType<TaskRefused>(await world.Tasks.Complete(draft.Task.TaskId, 1, "Send to the headteacher", "{}", scene.School));
        Assert.NotEmpty(unfinished.Problems);
        await scene.Do(scene.School, "Complete the referral form", "Send to the headteacher", ReferralAnswers.Referral());
        await scene.Do(scene.Head, "Authorise the referral", "Send the decision", ReferralAnswers.Authorise);
        Assert.Equal((CaseStage.Triage, ReferralPurpose.AdviceGuidance, true), (scene.Case(started).Stage, scene.Case(started).Purpose, scene.Case(started).SubmittedAt is not null));
        await scene.Do(scene.Coordinator, "Triage the referral", "Send the decision", ReferralAnswers.Triage("panel"));
        await world.RunDue();

        Assert.Equal(CaseStage.AwaitingPanel, scene.Case(started).Stage);
        var decision = world.Read(data => data.Decisions.Single(one => one.CaseId == started.CaseId));
        Assert.Equal(("REFERRAL-PANEL", "referral", 1), (decision.Code, decision.WorkflowDefinitionId, decision.WorkflowVersion));
        Assert.StartsWith("The school has tried", decision.Reasons, StringComparison.Ordinal);
        var summary = await world.Instances.Find(started.InstanceId!);
        Assert.Equal((4L, WorkflowStatus.Finished), (summary!.Revision, summary.Status));
        await world.NothingIsBroken();

        var emails = await scene.Emails();
        Assert.Equal(["EM-REF-01", "EM-REF-03", "EM-REF-05", "EM-TASK-01"], emails.Select(email => email.Template).Distinct().Order());
        Assert.All(emails, email => Assert.DoesNotContain("Wren", email.DataJson, StringComparison.OrdinalIgnoreCase));
        Assert.All(emails, email => Assert.Contains("NC-26-0001", email.DataJson, StringComparison.Ordinal));
        Assert.All(emails, email => Assert.NotEqual("", email.TemplateHash));
        Assert.All(emails, email => Assert.Equal("0116 496 0003", EmailData.FromJson(email.DataJson).ContactPhone));
    }

    [Fact]
    public async Task Referral_NeverSent_RemindsThenLapsesAfterTwentySchoolDaysAndSaysSo()
    {
        await using var scene = await ReferralScene.Create(DatabaseKind.Sqlite);
        var world = scene.World;
        var started = await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));

        while (scene.Case(started).Stage == CaseStage.Draft && world.Clock.GetUtcNow() < World.Start.AddDays(60))
        {
            world.Clock.Set(await world.Get<ITimerStore>().EarliestDue() ?? World.Start.AddDays(60));
            await world.RunDue();
        }

        // Twenty school days after 23 November, with the holiday from 19 December to 3 January between.
        Assert.Equal(new DateOnly(2027, 1, 4), DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal(CaseStage.Closed, scene.Case(started).Stage);
        var emails = (await scene.Emails()).Where(email => email.Recipient == scene.School.ToString("D")).Select(email => (email.Template, email.Offset));
        Assert.Equal([("EM-TASK-01", "first"), ("EM-TASK-02", "half"), ("EM-TASK-02", "T-2"), ("EM-TASK-02", "due"), ("EM-TASK-04", "")], emails);
        Assert.Equal(TaskState.Withdrawn, Assert.Single(await world.Tasks.ForCase(started.CaseId!.Value)).Status);
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task Referral_UrgentAndNotTriaged_IsDueNextSchoolDayAndClimbsToTheChair()
    {
        await using var scene = await ReferralScene.Create(DatabaseKind.Sqlite);
        var world = scene.World;
        var started = await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));
        await scene.Do(scene.School, "Complete the referral form", "Send to the headteacher", ReferralAnswers.Referral("Urgent"));
        await scene.Do(scene.Head, "Authorise the referral", "Send the decision", ReferralAnswers.Authorise);
        var triage = (await world.Tasks.ForCase(started.CaseId!.Value)).Single(task => task.Status == TaskState.Open);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 23, 59, 59, TimeSpan.Zero), triage.Due);
        Assert.Contains("1 school day", triage.DueExplanation, StringComparison.Ordinal);
        Assert.Empty((await world.Tasks.List(scene.Chair, new InboxOptions())).Tasks);

        for (var step = 0; step < 6; step++)
        {
            world.Clock.Set((await world.Get<ITimerStore>().EarliestDue())!.Value);
            await world.RunDue();
        }

        Assert.Equal(triage.TaskId, Assert.Single((await world.Tasks.List(scene.Chair, new InboxOptions())).Tasks).TaskId);
        Assert.Contains(await scene.Emails(), email => email.Message == "escalated" && email.Recipient == scene.Chair.ToString("D"));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Referral_TwentyAtOnce_EachGetsItsOwnReference(DatabaseKind kind)
    {
        await using var scene = await ReferralScene.Create(kind);

        // A file has one host; a server may have several, which meet each other's references.
        var other = kind == DatabaseKind.PostgreSql ? scene.World.SecondHost("other") : scene.World;
        var pupils = new List<Guid>();
        for (var number = 0; number < 20; number++)
        {
            pupils.Add(await scene.World.Pupil());
        }

        var started = await Task.WhenAll(pupils.Select((pupil, number) => Task.Run(() =>
            (number % 2 == 0 ? scene.World : other).Get<ProcessStart>().Referral(new ReferralOptions(pupil, scene.School)))));

        Assert.All(started, one => Assert.Null(one.Problem));
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"NC-26-{number:0000}"), started.Select(one => one.CaseReference!).Order(StringComparer.Ordinal));
        Assert.Equal(20, (await scene.World.Tasks.Count(scene.School)).All);
        await scene.World.NothingIsBroken();
        if (other != scene.World)
        {
            await other.StopHost();
        }
    }

    [Fact]
    public async Task Referral_BySomebodyOfNoSchool_SaysThereIsNoSuchChild()
    {
        await using var scene = await ReferralScene.Create(DatabaseKind.Sqlite);

        var refused = await scene.World.Get<ProcessStart>().Referral(new ReferralOptions(await scene.World.Pupil(), scene.Coordinator));
        var unknown = await scene.World.Get<ProcessStart>().Referral(new ReferralOptions(Guid.NewGuid(), scene.School));

        Assert.Equal(unknown.Problem, refused.Problem);
        Assert.NotNull(refused.Problem);
        Assert.Empty(scene.World.Read(data => data.Cases.ToList()));
    }
}
