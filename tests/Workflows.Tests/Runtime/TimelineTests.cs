using CaseFlow.Cases.CaseFiles;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>What a case's timeline tells of its reminders.</summary>
public sealed class TimelineTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Timeline_TaskNobodyDoes_TellsEachReminderOverdueDayAndEscalationOnce(DatabaseKind kind)
    {
        await using var scene = await ReferralScene.Create(kind);
        var world = scene.World;
        var started = await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));
        await scene.Do(scene.School, "Complete the referral form", "Send to the headteacher", ReferralAnswers.Referral());
        await scene.Do(scene.Head, "Authorise the referral", "Send the decision", ReferralAnswers.Authorise);
        var before = Told(world, started).Count;

        for (var step = 0; step < 7; step++)
        {
            // Every timer is offered twice, as two hosts do.
            var due = (await world.Get<ITimerStore>().EarliestDue())!.Value;
            world.Clock.Set(due);
            var claimed = await world.Get<ITimerStore>().ClaimDue(due, 10, "host", TimeSpan.FromMinutes(1));
            foreach (var timer in claimed.Concat(claimed))
            {
                await world.Get<TimerPump>().Fire(timer.Timer);
            }
        }

        Assert.Equal(
            [
                (TimelineKind.Reminder, "Reminder of a task: Triage the referral. It is due 30 November 2026. Email to Ann Otter."),
                (TimelineKind.Reminder, "Reminder of a task: Triage the referral. It is due 30 November 2026. Email to Ann Otter."),
                (TimelineKind.TaskOverdue, "A task is overdue: Triage the referral. It was due 30 November 2026. Email to Ann Otter."),
                (TimelineKind.TaskOverdue, "A task is overdue: Triage the referral. It was due 30 November 2026. Email to Ann Otter."),
                (TimelineKind.TaskOverdue, "A task is overdue: Triage the referral. It was due 30 November 2026. Email to Ann Otter."),
                (TimelineKind.TaskPassedOn, "An overdue task was given to the partnership chair as well: Triage the referral. It was due 30 November 2026. Email to Cy Otter."),
                (TimelineKind.TaskPassedOn, "An overdue task was given to the inclusion officer as well: Triage the referral. It was due 30 November 2026. Nobody holds a role that could be told."),
            ],
            Told(world, started).Skip(before));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Timeline_TaskFinished_TellsWhichAndThenWhatCameOfItInOrder(DatabaseKind kind)
    {
        await using var scene = await ReferralScene.Create(kind);
        var world = scene.World;
        var started = await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));
        await scene.Do(scene.School, "Complete the referral form", "Send to the headteacher", ReferralAnswers.Referral());
        await scene.Do(scene.Head, "Authorise the referral", "Send the decision", ReferralAnswers.Authorise);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var before = Told(world, started).Count;

        await scene.Do(scene.Coordinator, "Triage the referral", "Send the decision", ReferralAnswers.Triage("panel"));

        var told = Told(world, started).Skip(before).ToList();
        Assert.Equal((TimelineKind.TaskCompleted, "Ann Otter finished a task: Triage the referral (Send the decision)"), told[0]);
        Assert.Equal([TimelineKind.TaskCompleted, TimelineKind.DecisionRecorded, TimelineKind.StageChanged], told.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Timeline_TaskThatLapses_SaysThatItsTimeRanOut()
    {
        await using var scene = await ReferralScene.Create(DatabaseKind.Sqlite);
        var world = scene.World;
        var started = await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));

        world.Clock.Set(World.Start.AddDays(60));
        await world.RunDue();

        Assert.Single(Told(world, started), (TimelineKind.TaskOverdue, "Nobody finished a task in time, and the process went on without it: Complete the referral form"));
    }

    private static List<(TimelineKind Kind, string Text)> Told(World world, ProcessStarted started) => world.Read(data => data.TimelineEntries
        .Where(entry => entry.CaseId == started.CaseId).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).AsEnumerable().Select(entry => (entry.Kind, entry.Text)).ToList());
}
