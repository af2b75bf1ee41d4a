using System.Globalization;
using CaseFlow.Engine.Execution;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class TimerTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Fire_SameTimerOfferedToThirtyTwoCallersOnTwoHosts_ResumesOnce(DatabaseKind kind)
    {
        const int Timers = 100;
        await using var world = await World.Create(kind);
        var other = world.SecondHost("other");
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")).Then("end", "Elsa.Event", "Done", ("eventName", "end")));
        var due = new List<TimerRow>();
        for (var number = 0; number < Timers; number++)
        {
            due.Add(Assert.Single(await world.Instances.PendingTimers(await world.Run("delay"))));
        }

        world.Clock.Advance(TimeSpan.FromHours(1));
        var resumed = 0;
        foreach (var timer in due)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(() =>
                (caller % 2 == 0 ? world : other).Get<TimerPump>().Fire(timer))));
            resumed += results.Count(result => result is Ran);
            Assert.Single(results, result => result is Ran);
        }

        Assert.Equal(Timers, resumed);
        Assert.Equal(Timers, (await world.Instances.Waiting("Event", "end", null)).Count);
        await world.NothingIsBroken();
        await other.StopHost();
        Summary.Line($"duplicate timers ({kind}): {Timers} timers offered 32 times each on 2 hosts, {resumed} resumes");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_ClockMovesBackAndForth_NeverEarlyNeverTwice(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "02:00:00")));
        var instance = await world.Run("delay");

        foreach (var (jump, running) in new[] { (-2.0, true), (3.9, true), (-30.0, true), (30.0, true), (0.1, false), (-5.0, false), (1000.0, false) })
        {
            world.Clock.Advance(TimeSpan.FromHours(jump));
            await world.RunDue();
            Assert.Equal(running, (await world.Instances.Find(instance))!.Status == WorkflowStatus.Running);
        }

        Assert.Equal(2, (await world.Instances.Find(instance))!.Revision);
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task Fire_ClockBeforeDue_GivesTheTimerBack()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "02:00:00")));
        var instance = await world.Run("delay");
        var timers = world.Get<ITimerStore>();
        world.Clock.Advance(TimeSpan.FromHours(2));
        var claimed = Assert.Single(await timers.ClaimDue(world.Clock.GetUtcNow(), 10, "host", TimeSpan.FromMinutes(1)));

        world.Clock.Advance(TimeSpan.FromMinutes(-1));
        Assert.IsType<NotApplicable>(await world.Get<TimerPump>().Fire(claimed.Timer));

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_SeventyTwoHoursDown_OneShotsFireOnceAndRecurringOnesStartOnce(DatabaseKind kind)
    {
        const int OneShots = 500;
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("one-shot").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "04:00:00")));
        await world.Publish(new FlowBuilder("recurring").Trigger("every", "Elsa.Timer", ("interval", "03:30:00")).Then("end", "Elsa.Event", "Done", ("eventName", "end")));
        var started = await Task.WhenAll(Enumerable.Range(0, OneShots).Select(_ => world.Run("one-shot")));

        world.Clock.Advance(TimeSpan.FromHours(72));
        await world.RunDue();

        foreach (var instance in started)
        {
            var summary = await world.Instances.Find(instance);
            Assert.Equal((2L, WorkflowStatus.Finished), (summary!.Revision, summary.Status));
        }

        Assert.Single(await world.Instances.Waiting("Event", "end", null));
        var next = Assert.Single(await world.Instances.PendingTimers("recurring"));
        Assert.Equal(World.Start.AddHours(75.5), next.Due);
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task RunDue_TwoHostsAtOnce_EachTimerFiresOnce()
    {
        const int Timers = 300;
        await using var world = await World.Create(DatabaseKind.PostgreSql);
        var other = world.SecondHost("other");
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")).Then("end", "Elsa.Event", "Done", ("eventName", "end")));
        await Task.WhenAll(Enumerable.Range(0, Timers).Select(_ => world.Run("delay")));
        world.Clock.Advance(TimeSpan.FromHours(1));

        await Task.WhenAll(Task.Run(world.RunDue), Task.Run(other.RunDue));

        Assert.Equal(Timers, (await world.Instances.Waiting("Event", "end", null)).Count);
        await world.NothingIsBroken();
        await other.StopHost();
    }

    [Fact]
    public async Task RunDue_HostDiedWithClaims_NextStartRunsThem()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var instances = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.Run("delay")));
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(20, (await world.Get<ITimerStore>().ClaimDue(world.Clock.GetUtcNow(), 500, "host", TimeSpan.FromMinutes(1))).Count);

        await world.RunDue();

        foreach (var instance in instances)
        {
            Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
        }
    }

    [Fact]
    public async Task RunDue_RowThatKeepsEndingItsHost_IsParkedAloneAndCanBeLetGoAgain()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var killer = await world.Run("delay");
        var innocent = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.Run("delay")));
        world.Clock.Advance(TimeSpan.FromHours(1));

        // Three hosts died in the middle of this one's burst: it was claimed alone and never finished.
        await world.Sql(string.Create(CultureInfo.InvariantCulture, $"UPDATE timer SET attempts = 3, claimed_by = 'host' WHERE owner_id = '{killer}'"));
        await world.RunDue();

        foreach (var instance in innocent)
        {
            Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
        }

        var incidents = world.Get<IIncidentStore>();
        Assert.Equal(killer, Assert.Single(await incidents.Parked()).InstanceId);
        Assert.Equal(1, (await world.Instances.Find(killer))!.Revision);
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(killer))!.Status);
        Assert.IsType<InstanceParked>(await world.Runner.Resume(new ResumeOptions(killer, new CancelInstance("x"))));

        await incidents.Unpark(killer);
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(killer))!.Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_StepThatCannotBeCommitted_IsTriedWithBackoffThenParkedWhileOthersGoOn(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("poison").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")).Then("jump", "CaseFlow.SetStage", "Done", ("stage", "PmFull")));
        await world.Publish(new FlowBuilder("healthy").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var poison = await world.Run("poison", await world.Case());
        var healthy = await world.Run("healthy");
        world.Clock.Advance(TimeSpan.FromHours(1));
        var incidents = world.Get<IIncidentStore>();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Empty(await incidents.Parked());
            await world.RunDue();
            Assert.Equal(0, await world.Get<TimerPump>().RunDue());
            Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(healthy))!.Status);
            world.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var parked = Assert.Single(await incidents.Parked());
        Assert.Equal(poison, parked.InstanceId);
        Assert.EndsWith("retry.", parked.Reason, StringComparison.Ordinal);
        Assert.Equal(1, (await world.Instances.Find(poison))!.Revision);
        Assert.Single(await world.Instances.PendingTimers(poison));
        await world.NothingIsBroken();
    }
}
