using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>A host may go on from the bytes it committed last. Another host has written since: nothing may come of the old ones.</summary>
public sealed class RecentStateTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Resume_AnotherHostAdvancedTheInstance_GoesOnFromWhatIsInTheDatabase(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(ThreeEvents());
        var instance = await world.Run("three-events");
        var other = world.SecondHost("other");
        await Answer(other, instance);

        // This host still has the state in which the first event was awaited; the wait it is given is of the second.
        var result = await Answer(world, instance);

        var ran = Assert.IsType<Ran>(result);
        Assert.Equal(3, (await world.Instances.Find(instance))!.Revision);
        Assert.Equal("go-3", Assert.Single(ran.State.Waits).Key);
        await other.StopHost();
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Resume_AnotherHostAnsweredTheWait_AppliesToNothing(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(ThreeEvents());
        var instance = await world.Run("three-events");
        var wait = await Wait(world, instance);
        var other = world.SecondHost("other");
        await Answer(other, instance);

        var result = await world.Runner.Resume(new ResumeOptions(instance, new ResumeWait(wait, Value.Undefined)));

        Assert.IsType<NotApplicable>(result);
        Assert.Equal(2, (await world.Instances.Find(instance))!.Revision);
        await other.StopHost();
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Resume_AnotherHostParkedTheInstance_ChangesNothing(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(ThreeEvents());
        var instance = await world.Run("three-events");
        var other = world.SecondHost("other");
        await other.Get<IIncidentStore>().Park(instance, world.Clock.GetUtcNow(), "It ends its host.");

        var result = await Answer(world, instance);

        Assert.IsType<InstanceParked>(result);
        Assert.Equal(1, (await world.Instances.Find(instance))!.Revision);
        await other.StopHost();
    }

    [Fact]
    public async Task Resume_TheHostsOwnLastCommit_IsNotReadAgain()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(ThreeEvents());
        var instance = await world.Run("three-events");
        var wait = await Wait(world, instance);

        // Should it read the row, it would find a state that cannot be read.
        await world.Sql("UPDATE instance SET state = x'00'");
        var result = await world.Runner.Resume(new ResumeOptions(instance, new ResumeWait(wait, Value.Undefined)));

        Assert.IsType<Ran>(result);
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Resume_WhatTheHostKeptCannotBeRun_GoesOnFromWhatIsInTheDatabase(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(ThreeEvents());
        var started = Assert.IsType<Ran>(await world.Runner.Start(new StartOptions { DefinitionId = "three-events" }));
        var instance = started.State.InstanceId;

        // A failure that comes of old bytes alone must not count against the instance: each attempt would meet it again.
        world.Get<RecentStates>().Keep(started.Commit with { Instance = started.Commit.Instance with { State = [0] } });
        var result = await Answer(world, instance);

        Assert.IsType<Ran>(result);
        Assert.Equal(2, (await world.Instances.Find(instance))!.Revision);
        await world.NothingIsBroken();
    }

    private static FlowBuilder ThreeEvents() => new FlowBuilder("three-events")
        .Then("first", "Elsa.Event", "Done", ("eventName", "go-1"))
        .Then("second", "Elsa.Event", "Done", ("eventName", "go-2"))
        .Then("third", "Elsa.Event", "Done", ("eventName", "go-3"));

    private static async Task<RunResult> Answer(World host, string instance) =>
        await host.Runner.Resume(new ResumeOptions(instance, new ResumeWait(await Wait(host, instance), Value.Undefined)));

    private static async Task<string> Wait(World host, string instance) =>
        Assert.Single(InstanceState.FromBytes((await host.Instances.Load(instance))!.State).Waits).WaitId;
}
