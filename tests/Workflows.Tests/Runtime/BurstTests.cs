using System.Globalization;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class BurstTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Start_CaseWithTwoTasks_CommitsOncePerWaitAndOnceMore(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var coordinator = await world.Person("Ann", "COORD");
        var version = await world.Publish(new FlowBuilder("two-tasks")
            .Ask("first", ["On"]).Then("note", "CaseFlow.SetStage", "On", ("stage", "Submitted")).Ask("second", ["Finish"]));
        Assert.Equal("two-tasks:1", version.VersionId);
        var file = await world.Case();

        var before = world.Gate.Commits;
        var instance = await world.Run("two-tasks", file);
        for (var step = 0; step < 2; step++)
        {
            var task = Assert.Single((await world.Tasks.List(coordinator, new InboxOptions())).Tasks);
            Assert.IsType<TaskDone>(await world.Tasks.Complete(task.TaskId, task.Version, task.Outcomes[0], null, coordinator));
        }

        // Two waits and the start: three transactions, and in them three bursts with a row of the journal each.
        Assert.Equal(3, world.Gate.Commits - before);
        var summary = await world.Instances.Find(instance);
        Assert.Equal((3, WorkflowStatus.Finished), ((int)summary!.Revision, summary.Status));
        Assert.Equal(3, (await world.Instances.Journal(instance)).Count);
        Assert.Equal(CaseStage.Submitted, world.Read(data => data.Cases.Single(one => one.Id == file.Id).Stage));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Resume_DomainChangeRefused_ChangesNothingAtAll(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var coordinator = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("refused").Ask("first", ["On"]).Then("jump", "CaseFlow.SetStage", "On", ("stage", "PmFull")).Ask("second", ["Finish"]));
        var file = await world.Case();
        var instance = await world.Run("refused", file);
        var task = Assert.Single(await world.Tasks.ForCase(file.Id));

        var answer = await world.Tasks.Complete(task.TaskId, task.Version, "On", "{\"note\":\"kept\"}", coordinator);

        Assert.EndsWith("retry.", Assert.Single(Assert.IsType<TaskRefused>(answer).Problems).Message);
        Assert.Equal(1, (await world.Instances.Find(instance))!.Revision);
        Assert.Equal(TaskState.Open, Assert.Single(await world.Tasks.ForCase(file.Id)).Status);
        Assert.Equal("{\"note\":\"kept\"}", (await world.Tasks.Find(task.TaskId, coordinator))!.DraftJson);
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Resume_ConcurrentEvents_EachCountsOnce(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var names = Enumerable.Range(0, 8).Select(index => index.ToString(CultureInfo.InvariantCulture)).ToArray();
        var flow = new FlowBuilder("many-waits").Variable("Seen").Add("fork", "Elsa.FlowFork", ("branches", names));
        foreach (var name in names)
        {
            flow.Add($"wait-{name}", "Elsa.Event", ("eventName", $"go-{name}")).Connect("fork", name, $"wait-{name}");
        }

        await world.Publish(flow);
        var instance = await world.Run("many-waits");
        var waits = InstanceState.FromBytes((await world.Instances.Load(instance))!.State).Waits;
        Assert.Equal(8, waits.Length);

        var results = await Task.WhenAll(waits.SelectMany(wait => Enumerable.Repeat(wait, 4)).Select(wait => Task.Run(() =>
            world.Runner.Resume(new ResumeOptions(instance, new ResumeWait(wait.WaitId, Value.Undefined))))));

        Assert.Equal(8, results.Count(result => result is Ran));
        Assert.Equal(24, results.Count(result => result is NotApplicable));
        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
        await world.NothingIsBroken();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", 1)]
    [InlineData(DatabaseKind.Sqlite, "CorrelatedSingletonStrategy", 2)]
    [InlineData(DatabaseKind.Sqlite, "CorrelationStrategy", 2)]
    [InlineData(DatabaseKind.Sqlite, "AllowAlwaysStrategy", 16)]
    [InlineData(DatabaseKind.PostgreSql, "SingletonStrategy", 1)]
    [InlineData(DatabaseKind.PostgreSql, "CorrelatedSingletonStrategy", 2)]
    public async Task Start_SixteenAtOnceForTwoCorrelations_DatabaseAllowsAsManyAsTheStrategy(DatabaseKind kind, string strategy, int allowed)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("one").Activation(strategy).Then("wait", "Elsa.Event", "Done", ("eventName", "end")));

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(index => Task.Run(() =>
            world.Runner.Start(new StartOptions { DefinitionId = "one", CorrelationId = $"c{index % 2}" }))));

        Assert.Equal(allowed, results.Count(result => result is Ran));
        Assert.Equal(16 - allowed, results.Count(result => result is AlreadyRunning));
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task Start_AfterTheSingletonEnded_IsAllowedAgain()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("one").Activation("SingletonStrategy").Then("wait", "Elsa.Event", "Done", ("eventName", "end")));
        var first = await world.Run("one");
        Assert.IsType<AlreadyRunning>(await world.Runner.Start(new StartOptions { DefinitionId = "one" }));

        await world.Runner.Resume(new ResumeOptions(first, new CancelInstance("Enough")));

        Assert.IsType<Ran>(await world.Runner.Start(new StartOptions { DefinitionId = "one" }));
    }

    [Fact]
    public async Task Start_SameInstanceTwice_StartsOnce()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("one").Then("wait", "Elsa.Event", "Done", ("eventName", "end")));
        var options = new StartOptions { DefinitionId = "one", InstanceId = "abc" };

        Assert.IsType<Ran>(await world.Runner.Start(options));
        Assert.IsType<WasStarted>(await world.Runner.Start(options));
        Assert.IsType<DefinitionNotFound>(await world.Runner.Start(new StartOptions { DefinitionId = "none" }));
    }

    [Fact]
    public async Task Start_WithAction_IsUndoneTogetherWithIt()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("one").Then("wait", "Elsa.Event", "Done", ("eventName", "end")));
        var file = await world.Case();
        void Refuse(WriteScope scope) => throw new CaseRuleException("No.");

        await Assert.ThrowsAsync<CaseRuleException>(() => world.Runner.Start(new StartOptions { DefinitionId = "one", InstanceId = "abc", CaseId = file.Id, Before = [Refuse] }));

        Assert.Null(await world.Instances.Find("abc"));
        Assert.Empty(await world.Instances.Waiting("Event", "end", null));
    }

    [Fact]
    public async Task Publish_NewVersion_LeavesRunningOnesWhereTheyBegan()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("grows").Then("wait", "Elsa.Event", "Done", ("eventName", "go")));
        var old = await world.Run("grows");

        var next = await world.Publish(new FlowBuilder("grows").Then("wait", "Elsa.Event", "Done", ("eventName", "go")).Then("again", "Elsa.Event", "Done", ("eventName", "more")));
        var young = await world.Run("grows");
        foreach (var wait in await world.Instances.Waiting("Event", "go", null))
        {
            await world.Runner.Resume(new ResumeOptions(wait.InstanceId, new ResumeWait(wait.WaitId, Value.Undefined)));
        }

        Assert.Equal("grows:2", next.VersionId);
        Assert.Equal(("grows:1", WorkflowStatus.Finished), ((await world.Instances.Find(old))!.VersionId, (await world.Instances.Find(old))!.Status));
        Assert.Equal(("grows:2", WorkflowStatus.Running), ((await world.Instances.Find(young))!.VersionId, (await world.Instances.Find(young))!.Status));
        await world.NothingIsBroken();
    }
}
