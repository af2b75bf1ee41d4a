using CaseFlow.Cases.Audit;
using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class ParkedProcessTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Release_ProcessThatEndedItsHost_RunsAgainAndKeepsWhoAndWhen(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var ann = await world.Person("Ann", "LA-PO");
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var file = await world.Case();
        var instance = await world.Run("delay", file);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.Sql("UPDATE timer SET attempts = 3, claimed_by = 'host'");
        await world.RunDue();
        var parked = world.Get<ParkedProcesses>();
        var row = Assert.Single(await parked.Page(new ParkedQuery()));
        Assert.Equal((instance, "delay", (Guid?)file.Id), (row.InstanceId, row.DefinitionId, row.CaseId));
        Assert.Null(await parked.LastRelease(instance));

        Assert.True(await parked.Release(instance, ann));
        Assert.False(await parked.Release(instance, Guid.NewGuid()));

        Assert.Equal("Ann Otter let it run again at 11:00am on 23 November 2026.", await parked.LastRelease(instance));
        Assert.Equal(ann, Assert.Single(await world.Get<IAuditLog>().Of(new("instance", instance))).PersonId);
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
        Assert.Contains(world.Read(data => data.TimelineEntries.Where(line => line.CaseId == file.Id && line.ByPersonId == ann).Select(line => line.Text).ToList()), text => text.Contains("let run again", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Page_StartThatWaitsWithItsCancellation_IsListedOnce(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")));
        await world.Publish(new FlowBuilder("parent").Then("start", "CaseFlow.StartProcess", "Done", ("process", "child")));
        var parent = await world.Run("parent", await world.Case());
        var start = Assert.Single(await world.Get<IInboxStore>().Claim(world.Clock.GetUtcNow(), 10, "other", TimeSpan.FromMinutes(1)));
        await world.Runner.Resume(new ResumeOptions(parent, new CancelInstance("Case closed")));

        await world.Get<IIncidentStore>().Park(start.Row.TargetInstanceId!, world.Clock.GetUtcNow(), "It ended.");

        var row = Assert.Single(await world.Get<ParkedProcesses>().Page(new ParkedQuery()));
        Assert.Equal(("child", start.Row.CaseId), (row.DefinitionId, row.CaseId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Page_MoreThanAPage_GoesOnAfterTheKey(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var store = world.Get<IIncidentStore>();
        foreach (var id in new[] { "a", "b", "c" })
        {
            await store.Park(id, world.Clock.GetUtcNow(), "It ended.");
        }

        var parked = world.Get<ParkedProcesses>();
        var first = await parked.Page(new ParkedQuery { Take = 2 });
        var rest = await parked.Page(new ParkedQuery { Take = 2, After = (first[^1].At, first[^1].InstanceId) });

        Assert.Equal(["a", "b"], first.Select(row => row.InstanceId));
        Assert.Equal(["c"], rest.Select(row => row.InstanceId));
        Assert.Equal("b", Assert.Single(await parked.Page(new ParkedQuery { InstanceId = "b" })).InstanceId);
    }
}
