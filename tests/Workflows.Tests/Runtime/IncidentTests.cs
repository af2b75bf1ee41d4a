using CaseFlow.Cases.Audit;
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
        var ann = await world.Person("Ann", "COORD");
        // Put together when it runs: a role written out would not be published.
        await world.Publish(new FlowBuilder("faulty").Ask("ask", ["Yes", "No"], more: [("candidates", new FlowBuilder.Script("['NO' + 'BODY']"))]).Then("end", "Elsa.Event", "No", ("eventName", "end")));
        var instance = await world.Run("faulty");
        var service = world.Get<IncidentService>();
        var incident = Assert.Single(await service.Open(new IncidentQuery { InstanceId = instance }));
        Assert.Equal("unknown-role", incident.Cause);
        Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(instance))!.Status);
        Assert.Equal(["Yes", "No"], (await service.Step(incident)).Outcomes);
        await world.NothingIsBroken();

        Assert.Equal(new IncidentDone(null), await service.Skip(instance, incident.IncidentId, "No", ann));
        var late = Assert.IsType<IncidentGone>(await service.Skip(instance, incident.IncidentId, "No", Guid.NewGuid()));

        Assert.Contains("Ann Otter had the step passed over at 10:00am on 23 November 2026.", late.Message, StringComparison.Ordinal);
        Assert.Single(await world.Instances.Waiting("Event", "end", null));
        Assert.Empty(await service.Open(new IncidentQuery()));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Skip_OutcomeTheStepLacks_IsRefusedAndNamesThoseItHas(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("faulty").Ask("ask", ["Yes", "No"], more: [("candidates", new FlowBuilder.Script("['NO' + 'BODY']"))]).Then("end", "Elsa.Event", "No", ("eventName", "end")));
        var instance = await world.Run("faulty");
        var service = world.Get<IncidentService>();
        var incident = Assert.Single(await service.Open(new IncidentQuery()));

        var refused = Assert.IsType<IncidentRefused>(await service.Skip(instance, incident.IncidentId, "Maybe", Guid.NewGuid()));

        Assert.Equal("“ask” cannot end with “Maybe”. Choose one of: Yes, No.", refused.Message);
        Assert.Single(await service.Open(new IncidentQuery()));
        Assert.Equal(1, (await world.Instances.Find(instance))!.Revision);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RetrySkipCancel_ByAPerson_StandOnTheCaseWithWhoDidIt(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("faulty").Then("stop", "Elsa.Fault").Then("on", "Elsa.Fault", "Done"));
        var file = await world.Case();
        var instance = await world.Run("faulty", file);
        var service = world.Get<IncidentService>();
        async Task<string> Incident() => Assert.Single(await service.Open(new IncidentQuery { InstanceId = instance })).IncidentId;

        var again = Assert.IsType<IncidentDone>(await service.Retry(instance, await Incident(), ann));
        Assert.Equal(await Incident(), again.StoppedAgain);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new IncidentDone(null), await service.Skip(instance, await Incident(), "Done", ann));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<IncidentDone>(await service.Cancel(instance, await Incident(), "Not needed", ann));

        var told = world.Read(data => data.TimelineEntries.Where(line => line.CaseId == file.Id && line.ByPersonId == ann).ToList());
        Assert.Equal(
            [
                "A step that had stopped was tried again: stop",
                "A step could not be done, and the process waits there: stop",
                "A step that had stopped was passed over: stop. The process goes on as if it had ended with: Done",
                "A step could not be done, and the process waits there: on",
                "The process was cancelled: Not needed",
            ],
            told.OrderBy(line => line.At).ThenBy(line => line.Id).Select(line => line.Text));
        var audited = new List<AuditRecord>();
        await foreach (var record in world.Get<IAuditLog>().Read())
        {
            if (record.PersonId == ann)
            {
                audited.Add(record);
            }
        }

        Assert.Equal(["incident.retried", "incident.skipped", "instance.cancelled"], audited.Select(record => record.Action));
        Assert.All(audited, record => Assert.Equal((ann, file.Id, "COORD"), (record.PersonId, record.CaseId, record.Role)));
        Assert.DoesNotContain(audited, record => record.Detail.Contains("Not needed", StringComparison.Ordinal));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RetryAndCancel_AtOnceByTwoPeople_OneWinsAndTheOtherIsToldWhoAndWhen(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var (ann, ben) = (await world.Person("Ann", "COORD"), await world.Person("Ben", "COORD"));
        await world.Publish(new FlowBuilder("faulty").Then("stop", "Elsa.Fault"));
        var service = world.Get<IncidentService>();
        var other = world.SecondHost("other");
        for (var round = 0; round < 10; round++)
        {
            var instance = await world.Run("faulty");
            var incident = Assert.Single(await service.Open(new IncidentQuery { InstanceId = instance })).IncidentId;
            var answers = await Task.WhenAll(
                Task.Run(() => service.Skip(instance, incident, "Done", ann)),
                Task.Run(() => other.Get<IncidentService>().Cancel(instance, incident, "Twice", ben)));

            var gone = Assert.Single(answers.OfType<IncidentGone>());
            Assert.Single(answers.OfType<IncidentDone>());
            Assert.Contains(answers[0] is IncidentDone ? "Ann Otter" : "Ben Otter", gone.Message, StringComparison.Ordinal);
            Assert.Contains("10:00am on 23 November 2026", gone.Message, StringComparison.Ordinal);
            Assert.Equal(answers[0] is IncidentDone ? WorkflowSubStatus.Finished : WorkflowSubStatus.Cancelled, (await world.Instances.Find(instance))!.SubStatus);
        }

        await other.StopHost();
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Cancel_IncidentDealtWithBefore_LeavesTheProcessAlone(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("faulty").Then("stop", "Elsa.Fault").Then("on", "Elsa.Event", "Done", ("eventName", "end")));
        var instance = await world.Run("faulty");
        var service = world.Get<IncidentService>();
        var stale = Assert.Single(await service.Open(new IncidentQuery())).IncidentId;
        await service.Skip(instance, stale, "Done", ann);

        Assert.IsType<IncidentGone>(await service.Cancel(instance, stale, "An old page", ann));
        Assert.IsType<IncidentGone>(await service.Retry(instance, stale, ann));
        Assert.IsType<IncidentNotFound>(await service.Retry(instance, "zz", ann));

        Assert.Single(await world.Instances.Waiting("Event", "end", null));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TermDatesMissing_StepThatNeedsThem_TriesAgainByItselfLaterAndLaterThenLeavesItToAPerson(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("waits").Then("wait", "CaseFlow.WaitUntil", "Done", ("for", "5 school days")));
        var file = await world.Case();
        var terms = world.Read(data => data.CalendarEntries.ToList());
        await world.Write(data => data.CalendarEntries.RemoveRange(data.CalendarEntries));
        await world.Run("waits", file);
        var service = world.Get<IncidentService>();
        var waits = new List<TimeSpan>();
        while (Assert.Single(await service.Open(new IncidentQuery())) is { RetryAt: { } at })
        {
            waits.Add(at - world.Clock.GetUtcNow());
            world.Clock.Advance(at - world.Clock.GetUtcNow());
            await world.RunDue();
        }

        Assert.Equal([0.25, 1, 4, 24, 24], waits.Select(wait => wait.TotalHours));
        await world.NothingIsBroken();

        await world.Write(data => data.CalendarEntries.AddRange(terms));
        var open = Assert.Single(await service.Open(new IncidentQuery()));
        Assert.Equal(new IncidentDone(null), await service.Retry(open.InstanceId, open.IncidentId, Guid.NewGuid()));
        Assert.NotEmpty(await world.Instances.PendingTimers(open.InstanceId));
        await world.NothingIsBroken();
    }
}
