using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class TimerTests
{
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

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_TimerOfAnInstanceThatIsNotThere_IsTakenAway(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Get<ITimerStore>().Add([new TimerRow("gone", "t1", TimerKind.Activity, "wait", "", world.Clock.GetUtcNow(), null)]);

        await world.RunDue();

        Assert.Equal(0, await world.Count("SELECT COUNT(*) FROM timer"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "9999-12-31T23:59:59.9999999Z")]
    [InlineData(DatabaseKind.Sqlite, "9999-12-31T23:59:59.999Z")]
    [InlineData(DatabaseKind.Sqlite, "2064-02-29T09:00:00Z")]
    [InlineData(DatabaseKind.PostgreSql, "9999-12-31T23:59:59.9999999Z")]
    public async Task RunDue_TimerInTheFarFuture_IsKeptAndFiresThen(DatabaseKind kind, string when)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("far").Then("wait", "Elsa.StartAt", "Done", ("dateTime", when)));
        var instance = await world.Run("far");
        await world.RunDue();
        await world.NothingIsBroken();

        var due = Assert.Single(await world.Instances.PendingTimers(instance)).Due;
        world.Clock.Set(due.AddDays(-1));
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(instance))!.Status);
        Assert.InRange(DateTimeOffset.Parse(when, System.Globalization.CultureInfo.InvariantCulture) - due, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_DueBetweenTwoMilliseconds_FiresWithTheLaterOne(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "00:00:01.0005")));
        var instance = await world.Run("delay");
        await world.NothingIsBroken();

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(instance))!.Status);
        await world.NothingIsBroken();

        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
    }
}
