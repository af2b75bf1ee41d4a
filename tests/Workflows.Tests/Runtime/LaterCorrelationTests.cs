using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>A process that takes its correlation id on the way counts by that id from then on.</summary>
public sealed class LaterCorrelationTests
{
    private static readonly FlowBuilder Tied = new FlowBuilder("tied").Activation("CorrelatedSingletonStrategy")
        .Then("wait", "Elsa.Event", "Done", ("eventName", "go"))
        .Then("tie", "Elsa.Correlate", "Done", ("correlationId", "case-1"))
        .Then("end", "Elsa.Event", "Done", ("eventName", "end"));

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Start_AnotherTookTheIdOnItsWay_IsToldWhoRuns(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(Tied);
        var first = await Start(world, null);

        await Go(world, first);

        Assert.Equal(new AlreadyRunning(first), await world.Runner.Start(new StartOptions { DefinitionId = "tied", CorrelationId = "case-1" }));
        // The id it was started with is free again.
        Assert.IsType<Ran>(await world.Runner.Start(new StartOptions { DefinitionId = "tied" }));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Correlate_AnotherRunsWithTheId_BothGoOnAndTheOtherCounts(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(Tied);
        var (late, holder) = (await Start(world, null), await Start(world, "case-1"));

        await Go(world, late);

        Assert.Equal("case-1", (await world.Instances.Find(late))!.CorrelationId);
        Assert.Equal(new AlreadyRunning(holder), await world.Runner.Start(new StartOptions { DefinitionId = "tied", CorrelationId = "case-1" }));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Correlate_SixteenAtOnce_AllGoOnAndOneCounts(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(Tied);
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(index => Start(world, $"other-{index}")));

        await Task.WhenAll(all.Select(one => Task.Run(() => Go(world, one))));

        Assert.Equal(1, await world.Count("SELECT COUNT(*) FROM instance WHERE activation_key IS NOT NULL"));
        var told = Assert.IsType<AlreadyRunning>(await world.Runner.Start(new StartOptions { DefinitionId = "tied", CorrelationId = "case-1" }));
        Assert.Contains(told.InstanceId, all);
        await world.NothingIsBroken();
    }

    private static async Task<string> Start(World world, string? correlationId) =>
        Assert.IsType<Ran>(await world.Runner.Start(new StartOptions { DefinitionId = "tied", CorrelationId = correlationId })).State.InstanceId;

    private static async Task Go(World world, string instance)
    {
        var wait = Assert.Single((await world.Instances.Waiting("Event", "go", null)), wait => wait.InstanceId == instance);
        Assert.IsType<Ran>(await world.Runner.Resume(new ResumeOptions(instance, new Engine.Execution.ResumeWait(wait.WaitId, Engine.Values.Value.Undefined))));
    }
}
