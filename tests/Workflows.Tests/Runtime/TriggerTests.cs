using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Pumps;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>Published triggers start instances; those that a newer version leaves out start none any more.</summary>
public sealed class TriggerTests
{
    // It is Monday at ten. A Cron turn of 09:00 comes on Tuesday, and so on.
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "Elsa.Timer", "interval", "06:00:00", 6, 6.0)]
    [InlineData(DatabaseKind.Sqlite, "Elsa.Cron", "cronExpression", "0 9 * * *", 23, 24.0)]
    [InlineData(DatabaseKind.Sqlite, "Elsa.StartAt", "dateTime", "2026-11-24T15:30:00Z", 29.5, null)]
    [InlineData(DatabaseKind.PostgreSql, "Elsa.Timer", "interval", "06:00:00", 6, 6.0)]
    [InlineData(DatabaseKind.PostgreSql, "Elsa.Cron", "cronExpression", "0 9 * * *", 23, 24.0)]
    [InlineData(DatabaseKind.PostgreSql, "Elsa.StartAt", "dateTime", "2026-11-24T15:30:00Z", 29.5, null)]
    public async Task Publish_TriggerOfTime_StartsWhenDueAndNotBefore(DatabaseKind kind, string type, string input, string value, double hours, double? again)
    {
        await using var world = await World.Create(kind);
        await world.Publish(Triggered(type, input, value));

        world.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await Started(world));
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await Started(world));
        world.Clock.Advance(TimeSpan.FromHours(again ?? 1000));
        Assert.Equal(again is null ? 1 : 2, await Started(world));
        await world.NothingIsBroken();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "Elsa.Timer", "interval", "06:00:00")]
    [InlineData(DatabaseKind.Sqlite, "Elsa.Cron", "cronExpression", "0 9 * * *")]
    [InlineData(DatabaseKind.Sqlite, "Elsa.StartAt", "dateTime", "2026-11-24T15:30:00Z")]
    [InlineData(DatabaseKind.PostgreSql, "Elsa.Timer", "interval", "06:00:00")]
    public async Task Publish_NewerVersionWithoutTheTrigger_StartsNoneAnyMore(DatabaseKind kind, string type, string input, string value)
    {
        await using var world = await World.Create(kind);
        await world.Publish(Triggered(type, input, value));
        await world.Publish(new FlowBuilder("triggered").Then("end", "Elsa.Event", "Done", ("eventName", "end")));

        world.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(0, await Started(world));
        Assert.Empty(await world.Instances.PendingTimers("triggered"));
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task Publish_NewerVersionWithAnotherInterval_StartsByThatOneOnly()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(Triggered("Elsa.Timer", "interval", "06:00:00"));
        await world.Publish(Triggered("Elsa.Timer", "interval", "10:00:00"));

        world.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Equal(0, await Started(world));
        world.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(1, await Started(world));
        Assert.Single(await world.Instances.PendingTimers("triggered"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Publish_TriggerOfAnEvent_StartsUntilANewerVersionLeavesItOut(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("teller").Then("tell", "Elsa.PublishEvent", "Done", ("eventName", "news")));
        await world.Run("teller");
        Assert.Equal(0, await Started(world));

        await world.Publish(Triggered("Elsa.Event", "eventName", "news"));
        await world.Run("teller");
        Assert.Equal(1, await Started(world));

        await world.Publish(new FlowBuilder("triggered").Then("end", "Elsa.Event", "Done", ("eventName", "end")));
        await world.Run("teller");
        Assert.Equal(1, await Started(world));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_OnlyOneMayRun_TurnsArePassedOverAndComeAgain(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(Triggered("Elsa.Timer", "interval", "06:00:00").Activation("SingletonStrategy"));
        for (var turn = 0; turn < 3; turn++)
        {
            world.Clock.Advance(TimeSpan.FromHours(6));
            Assert.Equal(1, await Started(world));
            Assert.Single(await world.Instances.PendingTimers("triggered"));
        }

        var running = Assert.Single(await world.Instances.Waiting("Event", "end", null)).InstanceId;
        await world.Runner.Resume(new ResumeOptions(running, new CancelInstance("Enough")));
        world.Clock.Advance(TimeSpan.FromHours(6));

        Assert.Equal(1, await Started(world));
        Assert.NotEqual(running, Assert.Single(await world.Instances.Waiting("Event", "end", null)).InstanceId);
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task Arm_TwoHostsThatStartOneAfterTheOther_StartsOnceATurn()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(Triggered("Elsa.Timer", "interval", "06:00:00"));

        // The other host looked before this one had written its timer: it writes one too, a moment later.
        var timer = Assert.Single(await world.Instances.PendingTimers("triggered"));
        await world.Sql("DELETE FROM timer");
        world.Clock.Advance(TimeSpan.FromMilliseconds(40));
        await world.Get<TriggerStarts>().Arm("triggered");

        Assert.Equal(timer, Assert.Single(await world.Instances.PendingTimers("triggered")));
    }

    [Fact]
    public async Task Arm_OnlyAnOlderVersionsTimerIsThere_AddsTheCurrentOnes()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(Triggered("Elsa.Timer", "interval", "06:00:00"));
        var older = Assert.Single(await world.Instances.PendingTimers("triggered"));
        await world.Publish(Triggered("Elsa.Timer", "interval", "10:00:00"));
        await world.Sql($"DELETE FROM timer WHERE name <> '{older.Name}'");

        await world.Get<TriggerStarts>().Arm("triggered");

        Assert.Equal(2, (await world.Instances.PendingTimers("triggered")).Count);
        world.Clock.Advance(TimeSpan.FromHours(10));
        Assert.Equal(1, await Started(world));
    }

    /// <summary>Killed between the two, a published version would never start anything.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Publish_WithATrigger_WritesVersionAndTimerInOneTransaction(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var before = world.Gate.Commits;

        await world.Publish(Triggered("Elsa.Timer", "interval", "06:00:00"));

        Assert.Equal(1, world.Gate.Commits - before);
        Assert.Single(await world.Instances.PendingTimers("triggered"));
    }

    [Theory]
    [InlineData("P10675199D")]
    [InlineData("10675199.02:48:05.4775807")]
    public async Task Publish_IntervalThatEndsAfterAllTime_StartsNothingAndDoesNotFail(string interval)
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);

        await world.Publish(Triggered("Elsa.Timer", "interval", interval));

        Assert.Empty(await world.Instances.PendingTimers("triggered"));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_StartAtBetweenTwoMilliseconds_StartsOnceAndNotEarly(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(Triggered("Elsa.StartAt", "dateTime", "2026-11-24T15:30:00.0005Z"));
        world.Clock.Set(new DateTimeOffset(2026, 11, 24, 15, 30, 0, TimeSpan.Zero));

        Assert.Equal(0, await world.Get<TimerPump>().RunDue());
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, await Started(world));
        Assert.Empty(await world.Instances.PendingTimers("triggered"));
    }

    private static FlowBuilder Triggered(string type, string input, string value) =>
        new FlowBuilder("triggered").Trigger("on", type, (input, value)).Then("end", "Elsa.Event", "Done", ("eventName", "end"));

    private static async Task<int> Started(World world)
    {
        await world.RunDue();
        return (await world.Instances.Waiting("Event", "end", null)).Count;
    }
}
