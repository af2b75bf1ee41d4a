using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class ChildTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "complete", "Completed")]
    [InlineData(DatabaseKind.Sqlite, "cancel", "Cancelled")]
    [InlineData(DatabaseKind.Sqlite, "fault", "Faulted")]
    [InlineData(DatabaseKind.Sqlite, "missing", "Faulted")]
    [InlineData(DatabaseKind.PostgreSql, "complete", "Completed")]
    [InlineData(DatabaseKind.PostgreSql, "cancel", "Cancelled")]
    public async Task StartProcess_ChildEnds_ParentLearnsHow(DatabaseKind kind, string how, string exit)
    {
        await using var world = await World.Create(kind);
        if (how != "missing")
        {
            await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")).Then("end", how == "fault" ? "Elsa.Fault" : "Elsa.End"));
        }

        await world.Publish(Parent("CaseFlow.StartProcess"));
        var parent = await world.Run("parent");
        await world.RunDue();
        if (how != "missing")
        {
            var child = Assert.Single(await world.Instances.Children(parent));
            var wait = Assert.Single(await world.Instances.Waiting("Event", "go", null));
            Assert.Equal(child.InstanceId, wait.InstanceId);
            Stimulus stimulus = how == "cancel" ? new CancelInstance("Not needed") : new ResumeWait(wait.WaitId, Value.Undefined);
            Assert.IsType<Ran>(await world.Runner.Resume(new ResumeOptions(child.InstanceId, stimulus)));
        }

        if (how == "fault")
        {
            var incident = Assert.Single(await world.Get<IncidentService>().Open(new IncidentQuery()));
            Assert.IsType<IncidentDone>(await world.Get<IncidentService>().Cancel(incident.InstanceId, incident.IncidentId, "Cannot be repaired", Guid.NewGuid()));
            exit = "Cancelled";
        }

        await world.RunDue();

        Assert.Single(await world.Instances.Waiting("Event", $"after {exit}", null));
        Assert.Equal(0, await world.Get<IInboxStore>().Count());
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Dispatch_ProcessThatIsNotPublishedAndNobodyWaitsFor_IsParkedAndStartsOnceItIs(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("parent").Then("start", "Elsa.DispatchWorkflow", "Done", ("workflowDefinitionId", "child")));
        await world.Run("parent");
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await world.RunDue();
            world.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var parked = Assert.Single(await world.Get<ParkedProcesses>().Page(new ParkedQuery { Take = 10 }));
        Assert.Contains("The process “child” that was to be started is not published. Publish it", parked.Reason, StringComparison.Ordinal);

        await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")));
        Assert.True(await world.Get<ParkedProcesses>().Release(parked.InstanceId, Guid.NewGuid()));
        await world.RunDue();

        Assert.Equal(parked.InstanceId, Assert.Single(await world.Instances.Waiting("Event", "go", null)).InstanceId);
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task StartProcess_OfWhichOneRunsAlready_ParentGoesOnByFaulted(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")).Activation("SingletonStrategy"));
        await world.Publish(Parent("CaseFlow.StartProcess"));
        await world.Run("child");
        await world.Run("parent");

        await world.RunDue();

        Assert.Single(await world.Instances.Waiting("Event", "after Faulted", null));
        Assert.Single(await world.Instances.Waiting("Event", "go", null));
        Assert.Equal(0, await world.Get<IInboxStore>().Count());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Cancel_ParentOfARunningChild_CancelsTheChildToo(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")));
        await world.Publish(Parent("CaseFlow.StartProcess"));
        var parent = await world.Run("parent");
        await world.RunDue();
        var child = Assert.Single(await world.Instances.Children(parent));

        await world.Runner.Resume(new ResumeOptions(parent, new CancelInstance("Case closed")));
        await world.RunDue();

        Assert.Equal(WorkflowSubStatus.Cancelled, (await world.Instances.Find(parent))!.SubStatus);
        Assert.Equal(WorkflowSubStatus.Cancelled, (await world.Instances.Find(child.InstanceId))!.SubStatus);
        Assert.Equal(0, await world.Get<IInboxStore>().Count());
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task Cancel_ParentBeforeTheChildHasStarted_LeavesNothingRunning()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")));
        await world.Publish(Parent("CaseFlow.StartProcess"));
        var parent = await world.Run("parent");

        await world.Runner.Resume(new ResumeOptions(parent, new CancelInstance("Case closed")));
        for (var round = 0; round < 5; round++)
        {
            await world.RunDue();
            world.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Empty(await world.Instances.Waiting("Event", "go", null));
        Assert.Equal(0, await world.Get<IInboxStore>().Count());
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Cancel_ParentWhileAnotherHostHoldsTheChildsStart_TheChildNeverStarts(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")));
        await world.Publish(Parent("CaseFlow.StartProcess"));
        var parent = await world.Run("parent");
        var start = Assert.Single(await world.Get<IInboxStore>().Claim(world.Clock.GetUtcNow(), 10, "a host that dies", TimeSpan.FromMinutes(1)));
        Assert.Equal(InboxKind.Start, start.Row.Kind);

        await world.Runner.Resume(new ResumeOptions(parent, new CancelInstance("Case closed")));
        for (var round = 0; round < 20; round++)
        {
            await world.RunDue();
            world.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Empty(await world.Instances.Children(parent));
        Assert.Equal(0, await world.Get<IInboxStore>().Count());
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Cancel_ChildWhileItStartsOnAnotherHost_EndsItOnceOrNeverStartsIt(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await using var other = new OtherHost(world.SecondHost("other"));
        await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")));
        await world.Publish(Parent("CaseFlow.StartProcess"));
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var parent = await world.Run("parent");
            await Task.WhenAll(
                other.Get<InboxPump>().RunDue(),
                Task.Run(async () =>
                {
                    await world.Runner.Resume(new ResumeOptions(parent, new CancelInstance("Case closed")));
                    await world.Get<InboxPump>().RunDue();
                }));
            await world.RunDue();
            Assert.Empty(await world.Instances.Children(parent));
        }

        Assert.Equal(0, await world.Get<IInboxStore>().Count());
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task PublishEvent_ToWaitersAndTriggers_ReachesEachOfTheCorrelationOnce(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("waiter").Then("wait", "Elsa.Event", "Done", ("eventName", "news")).Then("end", "Elsa.Event", "Done", ("eventName", "woken")));
        await world.Publish(new FlowBuilder("triggered").Trigger("on", "Elsa.Event", ("eventName", "news")).Then("end", "Elsa.Event", "Done", ("eventName", "triggered")));
        await world.Publish(new FlowBuilder("teller").Then("tell", "Elsa.PublishEvent", "Done", ("eventName", "news"), ("correlationId", "c1")));
        for (var number = 0; number < 3; number++)
        {
            await world.Runner.Start(new StartOptions { DefinitionId = "waiter", CorrelationId = number == 2 ? "c2" : "c1" });
        }

        await world.Run("teller");
        await world.RunDue();

        Assert.Equal(2, (await world.Instances.Waiting("Event", "woken", null)).Count);
        Assert.Single(await world.Instances.Waiting("Event", "news", null));
        Assert.Single(await world.Instances.Waiting("Event", "triggered", null));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task PublishEvent_ToThisVeryRun_ReachesNoOtherAndStartsNothing(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("waiter").Then("wait", "Elsa.Event", "Done", ("eventName", "news")).Then("end", "Elsa.Event", "Done", ("eventName", "woken")));
        await world.Publish(new FlowBuilder("triggered").Trigger("on", "Elsa.Event", ("eventName", "news")).Then("end", "Elsa.Event", "Done", ("eventName", "triggered")));
        await world.Publish(new FlowBuilder("teller").Add("both", "Elsa.FlowFork", ("branches", new[] { "A", "B" }))
            .Add("wait", "Elsa.Event", ("eventName", "news")).Connect("both", "A", "wait").Add("end", "Elsa.Event", ("eventName", "heard")).Connect("wait", "Done", "end")
            .Add("tell", "Elsa.PublishEvent", ("eventName", "news"), ("isLocalEvent", true)).Connect("both", "B", "tell"));
        await world.Run("waiter");
        await world.Run("teller");

        await world.RunDue();

        Assert.Single(await world.Instances.Waiting("Event", "heard", null));
        Assert.Empty(await world.Instances.Waiting("Event", "woken", null));
        Assert.Empty(await world.Instances.Waiting("Event", "triggered", null));
        await world.NothingIsBroken();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "Elsa.ExecuteWorkflow", "go", "Completed")]
    [InlineData(DatabaseKind.Sqlite, "Elsa.ExecuteWorkflow", "break", "Faulted")]
    [InlineData(DatabaseKind.Sqlite, "Elsa.ExecuteWorkflow", "cancel", "Cancelled")]
    [InlineData(DatabaseKind.Sqlite, "Elsa.DispatchWorkflow", "go", "Completed")]
    [InlineData(DatabaseKind.Sqlite, "Elsa.DispatchWorkflow", "break", "Faulted")]
    [InlineData(DatabaseKind.Sqlite, "Elsa.DispatchWorkflow", "cancel", "Cancelled")]
    [InlineData(DatabaseKind.Sqlite, "CaseFlow.StartProcess", "break", "Faulted")]
    [InlineData(DatabaseKind.PostgreSql, "Elsa.DispatchWorkflow", "break", "Faulted")]
    [InlineData(DatabaseKind.PostgreSql, "CaseFlow.StartProcess", "break", "Faulted")]
    public async Task Start_ByEachWay_ParentGoesOnByTheExitOfHowTheChildEnded(DatabaseKind kind, string way, string how, string exit)
    {
        await using var world = await World.Create(kind);
        await world.Publish(EndsAsTold());
        await world.Publish(Parent(way));
        var parent = await world.Run("parent");
        await world.RunDue();
        var child = Assert.Single(await world.Instances.Children(parent)).InstanceId;

        await End(world, child, how);
        await world.RunDue();

        Assert.Equal(Enum.Parse<WorkflowSubStatus>(exit == "Completed" ? "Finished" : exit), (await world.Instances.Find(child))!.SubStatus);
        foreach (var one in new[] { "Completed", "Faulted", "Cancelled" })
        {
            Assert.Equal(one == exit ? 1 : 0, (await world.Instances.Waiting("Event", $"after {one}", null)).Count);
        }

        Assert.Equal(0, await world.Get<IInboxStore>().Count());
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task BulkDispatch_ChildrenThatEndInEveryWay_GoesOnAfterTheLast(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(EndsAsTold());
        await world.Publish(Bulk());
        var parent = await world.Run("parent");
        await world.RunDue();
        var children = await world.Instances.Children(parent);
        Assert.Equal(3, children.Count);

        foreach (var (child, how) in children.Zip(["go", "break", "cancel"]))
        {
            Assert.Empty(await world.Instances.Waiting("Event", "all ended", null));
            await End(world, child.InstanceId, how);
            await world.RunDue();
        }

        Assert.Single(await world.Instances.Waiting("Event", "all ended", null));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Cancel_GrandparentOfMany_CancelsAllBelow(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(EndsAsTold());
        await world.Publish(Bulk());
        await world.Publish(new FlowBuilder("grandparent").Then("start", "Elsa.ExecuteWorkflow", "Done", ("workflowDefinitionId", "parent"), ("waitForCompletion", true)));
        var grandparent = await world.Run("grandparent");
        await world.RunDue();
        var parent = Assert.Single(await world.Instances.Children(grandparent)).InstanceId;
        var all = (await world.Instances.Children(parent)).Select(child => child.InstanceId).Append(parent).Append(grandparent).ToList();
        Assert.Equal(5, all.Count);

        await world.Runner.Resume(new ResumeOptions(grandparent, new CancelInstance("Case closed")));
        await world.RunDue();

        foreach (var instance in all)
        {
            Assert.Equal(WorkflowSubStatus.Cancelled, (await world.Instances.Find(instance))!.SubStatus);
        }

        Assert.Equal(0, await world.Get<IInboxStore>().Count());
        await world.NothingIsBroken();
    }

    /// <summary>Ends well by one event and faulted by another.</summary>
    private static FlowBuilder EndsAsTold() => new FlowBuilder("child").FaultEndsIt()
        .Add("fork", "Elsa.FlowFork", ("branches", new[] { "well", "badly" }))
        .Add("go", "Elsa.Event", ("eventName", "go")).Connect("fork", "well", "go")
        .Add("finish", "Elsa.Finish").Connect("go", "Done", "finish")
        .Add("break", "Elsa.Event", ("eventName", "break")).Connect("fork", "badly", "break")
        .Add("fault", "Elsa.Fault", ("message", "It broke.")).Connect("break", "Done", "fault");

    private static FlowBuilder Bulk() => new FlowBuilder("parent")
        .Then("start", "Elsa.BulkDispatchWorkflows", "Done", ("workflowDefinitionId", "child"), ("items", new FlowBuilder.Script("[1, 2, 3]")), ("waitForCompletion", true))
        .Then("after", "Elsa.Event", "Done", ("eventName", "all ended"));

    private static async Task End(World world, string child, string how)
    {
        Stimulus stimulus = how == "cancel"
            ? new CancelInstance("Not needed")
            : new ResumeWait((await world.Instances.Waiting("Event", how, null)).Single(wait => wait.InstanceId == child).WaitId, Value.Undefined);
        Assert.IsType<Ran>(await world.Runner.Resume(new ResumeOptions(child, stimulus)));
    }

    private static FlowBuilder Parent(string way)
    {
        var flow = way == "CaseFlow.StartProcess"
            ? new FlowBuilder("parent").Then("start", way, "Done", ("process", "child"))
            : new FlowBuilder("parent").Then("start", way, "Done", ("workflowDefinitionId", "child"), ("waitForCompletion", true));
        foreach (var exit in new[] { "Completed", "Faulted", "Cancelled" })
        {
            flow.Add($"after-{exit}", "Elsa.Event", ("eventName", $"after {exit}")).Connect("start", exit, $"after-{exit}");
        }

        return flow;
    }
}
