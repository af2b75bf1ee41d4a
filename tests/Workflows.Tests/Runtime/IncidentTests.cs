using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class IncidentTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Skip_FaultedStep_GoesOnByTheChosenExit(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        // Put together when it runs: a role written out would not be published.
        await world.Publish(new FlowBuilder("faulty").Ask("ask", ["Yes", "No"], more: [("candidates", new FlowBuilder.Script("['NO' + 'BODY']"))]).Then("end", "Elsa.Event", "No", ("eventName", "end")));
        var instance = await world.Run("faulty");
        var service = world.Get<IncidentService>();
        var incident = Assert.Single(await service.Open(new IncidentQuery { InstanceId = instance }));
        Assert.Equal("unknown-role", incident.Cause);
        Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(instance))!.Status);
        await world.NothingIsBroken();

        Assert.True(await service.Skip(instance, incident.IncidentId, "No", Guid.NewGuid()));
        Assert.False(await service.Skip(instance, incident.IncidentId, "No", Guid.NewGuid()));

        Assert.Single(await world.Instances.Waiting("Event", "end", null));
        Assert.Empty(await service.Open(new IncidentQuery()));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RetryAll_CauseRepaired_ResumesEveryOne(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("waits").Then("wait", "CaseFlow.WaitUntil", "Done", ("for", "5 school days")));
        var file = await world.Case();
        var terms = world.Read(data => data.CalendarEntries.ToList());
        await world.Write(data => data.CalendarEntries.RemoveRange(data.CalendarEntries));
        for (var number = 0; number < 5; number++)
        {
            await world.Run("waits", file);
        }

        var service = world.Get<IncidentService>();
        var cause = Assert.Single(await service.Causes());
        Assert.Equal(("due-date", 5), (cause.Cause, cause.Open));
        await world.Write(data => data.CalendarEntries.AddRange(terms));

        var handled = await service.RetryAll("due-date", Guid.NewGuid());

        Assert.Equal((5, 0), (handled.Done, handled.Failed));
        Assert.Empty(await service.Open(new IncidentQuery()));
        await world.NothingIsBroken();
        world.Clock.Advance(TimeSpan.FromDays(8));
        await world.RunDue();
        Assert.All(await world.Instances.ForCase(file.Id), instance => Assert.Equal(WorkflowStatus.Finished, instance.Status));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RetrySkipCancel_ByAPerson_StandOnTheCaseWithWhoDidIt(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("faulty").Then("stop", "Elsa.Fault").Then("on", "Elsa.Event", "Done", ("eventName", "end")));
        var file = await world.Case();
        var instance = await world.Run("faulty", file);
        var service = world.Get<IncidentService>();
        async Task<string> Incident() => Assert.Single(await service.Open(new IncidentQuery { InstanceId = instance })).IncidentId;

        Assert.True(await service.Retry(instance, await Incident(), ann));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await service.Skip(instance, await Incident(), "Done", ann));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await service.Cancel(instance, "Not needed", ann));

        var told = world.Read(data => data.TimelineEntries.Where(line => line.CaseId == file.Id && line.ByPersonId == ann).ToList());
        Assert.Equal(
            ["A step that had stopped was tried again", "A step that had stopped was passed over, as if it had ended with: Done", "The process was cancelled"],
            told.OrderBy(line => line.At).Select(line => line.Text));
        await world.NothingIsBroken();
    }
}
