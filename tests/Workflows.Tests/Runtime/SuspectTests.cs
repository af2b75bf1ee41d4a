using System.Data.Common;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>Which rows are blamed for the end of a host, and which are not.</summary>
public sealed class SuspectTests
{
    private static readonly TimeSpan Settling = new PumpOptions().Settling;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_HostsEndedByOthersSoonAfterEachStart_BlamesNobody(DatabaseKind kind)
    {
        await using var world = await WithDueTimers(kind, 1);
        for (var life = 0; life < 10; life++)
        {
            await LiveAndEnd(world, pause: TimeSpan.FromSeconds(1));
        }

        await using var last = new OtherHost(world.SecondHost("host"));
        await last.Get<TimerPump>().RunDue();
        Assert.Equal(0, await Finished(world));
        world.Clock.Advance(Settling);
        await last.Get<TimerPump>().RunDue();

        Assert.Equal(1, await Finished(world));
        Assert.Empty(await world.Get<IIncidentStore>().Parked());
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_RowThatEndsEverySettledHost_IsParkedAfterThreeDeaths(DatabaseKind kind)
    {
        await using var world = await WithDueTimers(kind, 1);
        var deaths = 0;
        while (await LiveAndEnd(world, pause: Settling))
        {
            Assert.InRange(++deaths, 1, 3);
        }

        Assert.Equal(3, deaths);
        Assert.Contains("ended or failed 3 times", Assert.Single(await world.Get<IIncidentStore>().Parked()).Reason, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_SuspectsAmongOthers_ComeLastAndTheGravestWaitsUntilTheHostHasSettled(DatabaseKind kind)
    {
        await using var world = await WithDueTimers(kind, 20);
        await world.Sql("UPDATE timer SET attempts = 2 WHERE owner_id = (SELECT min(owner_id) FROM timer)");
        await world.Sql("UPDATE timer SET attempts = 1 WHERE owner_id = (SELECT max(owner_id) FROM timer)");
        await using var host = new OtherHost(world.SecondHost("fresh"));

        Assert.Equal(19, await host.Get<TimerPump>().RunDue());
        Assert.Equal(0, await host.Get<TimerPump>().RunDue());
        Assert.Equal(19, await Finished(world));

        world.Clock.Advance(Settling);
        Assert.Equal(1, await host.Get<TimerPump>().RunDue());
        Assert.Equal(20, await Finished(world));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_SuspectsOfASettledHost_TheGravestComesLast(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var gravest = await world.Run("delay");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var lesser = await world.Run("delay");
        var bursts = 0;
        var gate = new FailingGate { OnBurst = () => ++bursts == 2 ? new FailingGate.HostEndedException() : null };
        await using var host = new OtherHost(world.SecondHost("host", around: gate.Around));
        await host.Get<TimerPump>().RunDue();
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.Sql($"UPDATE timer SET attempts = 2 WHERE owner_id = '{gravest}'");
        await world.Sql($"UPDATE timer SET attempts = 1 WHERE owner_id = '{lesser}'");

        await Assert.ThrowsAsync<FailingGate.HostEndedException>(() => host.Get<TimerPump>().RunDue());

        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(lesser))!.Status);
        Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(gravest))!.Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_GravestWithAnotherRowOfItsInstance_BothWaitForTheRestOfTheTimeToSettle(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("two").Add("start", "Elsa.FlowFork", ("branches", new[] { "A", "B" }))
            .Add("a", "Elsa.Delay", ("timeSpan", "01:00:00")).Connect("start", "A", "a")
            .Add("b", "Elsa.Delay", ("timeSpan", "01:00:01")).Connect("start", "B", "b"));
        var instance = await world.Run("two");
        await using var host = new OtherHost(world.SecondHost("fresh"));
        world.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(2));
        await host.Get<TimerPump>().RunDue();
        world.Clock.Advance(TimeSpan.FromSeconds(3));
        await world.Sql("UPDATE timer SET attempts = 2 WHERE due = (SELECT min(due) FROM timer)");

        Assert.Equal(0, await host.Get<TimerPump>().RunDue());
        world.Clock.Advance(Settling - TimeSpan.FromSeconds(3));
        Assert.Equal(2, await host.Get<TimerPump>().RunDue());

        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_SuspectThatAnotherHostHasTakenMeanwhile_IsLeftToIt(DatabaseKind kind)
    {
        await using var world = await WithDueTimers(kind, 1);
        await world.Sql("UPDATE timer SET attempts = 1");
        var gate = new FailingGate { BeforeWrite = () => world.Sql("UPDATE timer SET claimed_by = 'other' WHERE claimed_by = 'host'") };
        await using var host = new OtherHost(world.SecondHost("host", around: gate.Around));

        await host.Get<TimerPump>().RunDue();

        Assert.Equal(0, gate.Bursts);
        Assert.Equal(1, await world.Count("SELECT COUNT(*) FROM timer WHERE claimed_by = 'other' AND attempts = 1"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_RowThatAlwaysFails_IsTriedThreeTimesAndParkedWithTheReason(DatabaseKind kind)
    {
        await using var world = await WithDueTimers(kind, 1);
        var gate = new FailingGate { OnBurst = () => new InvalidOperationException("No such step.") };
        await using var host = new OtherHost(world.SecondHost("host", around: gate.Around));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Empty(await world.Get<IIncidentStore>().Parked());
            await host.Get<TimerPump>().RunDue();
            Assert.Equal(attempt, gate.Bursts);
            world.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal("No such step.", Assert.Single(await world.Get<IIncidentStore>().Parked()).Reason);
    }

    [Fact]
    public async Task RunDue_DiskThatIsFull_BlamesNobody()
    {
        await using var world = await WithDueTimers(DatabaseKind.Sqlite, 5);
        var full = true;
        var gate = new FailingGate { OnBurst = () => full ? new StorageFullException() : null };
        await using var host = new OtherHost(world.SecondHost("host", around: gate.Around));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Assert.ThrowsAsync<StorageFullException>(() => host.Get<TimerPump>().RunDue());
        }

        full = false;
        await host.Get<TimerPump>().RunDue();

        Assert.Equal(5, await Finished(world));
        Assert.Empty(await world.Get<IIncidentStore>().Parked());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_HostThatIsAskedToStop_GivesBackWhatItHasNotDoneAndBlamesNobody(DatabaseKind kind)
    {
        await using var world = await WithDueTimers(kind, 20);
        using var stop = new CancellationTokenSource();
        var gate = new FailingGate
        {
            OnBurst = () =>
            {
                stop.Cancel();
                return new OperationCanceledException(stop.Token);
            },
        };
        await using (var stopping = new OtherHost(world.SecondHost("host", around: gate.Around)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopping.Get<TimerPump>().RunDue(stop.Token));
        }

        Assert.Equal(20, await world.Count("SELECT COUNT(*) FROM timer WHERE claimed_by IS NULL AND attempts = 0 AND ready_at = due"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_DatabaseThatCannotBeReached_BlamesNobody(DatabaseKind kind)
    {
        await using var world = await WithDueTimers(kind, 5);
        var away = true;
        var gate = new FailingGate { OnBurst = () => away ? new ConnectionLostException() : null };
        await using var host = new OtherHost(world.SecondHost("host", around: gate.Around));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Assert.ThrowsAsync<ConnectionLostException>(() => host.Get<TimerPump>().RunDue());
        }

        away = false;
        await host.Get<TimerPump>().RunDue();

        Assert.Equal(5, await Finished(world));
        Assert.Empty(await world.Get<IIncidentStore>().Parked());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_EventWhoseDeliveryFailedOften_IsDeliveredAllTheSame(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("waiter").Then("wait", "Elsa.Event", "Done", ("eventName", "news")));
        await world.Publish(new FlowBuilder("teller").Then("tell", "Elsa.PublishEvent", "Done", ("eventName", "news")));
        var waiter = await world.Run("waiter");
        await world.Run("teller");
        await world.Sql("UPDATE stimulus_inbox SET attempts = 3 WHERE kind = 'Event'");

        await world.RunDue();
        world.Clock.Advance(Settling);
        await world.RunDue();

        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(waiter))!.Status);
        Assert.Equal(0, await world.Get<IInboxStore>().Count());
        await world.NothingIsBroken();
    }

    /// <summary>Two processes that call each other for ever must not keep the timers from their turn.</summary>
    [Fact]
    public async Task RunDue_EventsThatCauseEachOtherForEver_ReturnsAndLeavesTheRestForTheNextRound()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("echo").Trigger("on", "Elsa.Event", ("eventName", "call")).Then("tell", "Elsa.PublishEvent", "Done", ("eventName", "call")));
        await world.Publish(new FlowBuilder("caller").Then("tell", "Elsa.PublishEvent", "Done", ("eventName", "call")));
        await world.Run("caller");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var gate = new FailingGate { OnWrite = () => world.Clock.Advance(TimeSpan.FromMilliseconds(1)) };
        await using var host = new OtherHost(world.SecondHost("host", around: gate.Around));

        Assert.InRange(await host.Get<InboxPump>().RunDue(patience.Token), 1, 10);
        Assert.Equal(1, await host.Get<IInboxStore>().Count());
    }

    /// <summary>One life of the host: false where it had nothing left to run and so did not end.</summary>
    private static async Task<bool> LiveAndEnd(World world, TimeSpan pause)
    {
        await using var host = new OtherHost(world.SecondHost("host", around: FailingGate.EndsAtItsFirstBurst().Around));
        try
        {
            await host.Get<TimerPump>().RunDue();
            world.Clock.Advance(pause);
            await host.Get<TimerPump>().RunDue();
            return false;
        }
        catch (FailingGate.HostEndedException)
        {
            return true;
        }
    }

    private static async Task<World> WithDueTimers(DatabaseKind kind, int number)
    {
        var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        for (var one = 0; one < number; one++)
        {
            await world.Run("delay");
        }

        world.Clock.Advance(TimeSpan.FromHours(1));
        return world;
    }

    private static Task<long> Finished(World world) => world.Count("SELECT COUNT(*) FROM instance WHERE status = 'Finished' AND revision = 2");

    private sealed class ConnectionLostException : DbException
    {
        public override bool IsTransient => true;
    }
}
