using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>One repair, and every process it stopped goes on.</summary>
public sealed class BulkRetryTests
{
    private const int Many = 1_000;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ask_MoreThanAThousandOfOneCause_EveryOneGoesOnOnceAndOthersAreLeft(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        Guid[] people = [await world.Person("Ann", "LA-PO"), await world.Person("Ben", "LA-PO")];
        await world.Publish(new FlowBuilder("waits").Then("wait", "CaseFlow.WaitUntil", "Done", ("for", "5 school days")));
        await world.Publish(new FlowBuilder("other").Then("stop", "Elsa.Fault"));
        var file = await world.Case();
        var terms = world.Read(data => data.CalendarEntries.ToList());
        await world.Write(data => data.CalendarEntries.RemoveRange(data.CalendarEntries));
        await Parallel.ForAsync(0, Many, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) => await world.Run("waits", file));
        await world.Run("other");
        var service = world.Get<IncidentService>();
        var causes = await service.Causes();
        Assert.Equal([("waits", Many), ("other", 1)], causes.Select(one => (one.Id.DefinitionId, one.Open)));
        Assert.NotNull(causes[0].NextRetry);
        await world.Write(data => data.CalendarEntries.AddRange(terms));

        // Asked for twice, as two people would.
        var (first, second) = (await world.Get<BulkRetry>().Ask(causes[0], people[0]), await world.Get<BulkRetry>().Ask(causes[0], people[1]));
        Assert.Equal((Many, Many), (first, second));
        await world.RunDue();

        Assert.Equal("other", Assert.Single(await service.Open(new IncidentQuery())).DefinitionId);
        var instances = await world.Instances.ForCase(file.Id);
        Assert.Equal(Many, instances.Count);
        Assert.All(instances, instance => Assert.Equal(2, instance.Revision));
        Assert.Equal(Many, world.Read(data => data.TimelineEntries.Count(line => line.ByPersonId != null && people.Contains(line.ByPersonId.Value) && line.Text == "A step that had stopped was tried again: wait")));
        Assert.Equal(Many, await world.Count("SELECT count(*) FROM audit_entry WHERE action = 'incident.retried'"));
        await world.NothingIsBroken();
        Summary.Line($"bulk retry ({kind}): {Many:0} processes of one cause went on once each after one request, asked for twice; the one of another cause was left");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ask_StillBroken_EachIsTriedOnceAndStaysOpen(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("stops").Then("stop", "Elsa.Fault"));
        for (var number = 0; number < 3; number++)
        {
            await world.Run("stops");
        }

        var service = world.Get<IncidentService>();
        var cause = Assert.Single(await service.Causes());
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(3, await world.Get<BulkRetry>().Ask(cause, Guid.NewGuid()));
        await world.RunDue();

        Assert.All(await service.Open(new IncidentQuery()), incident => Assert.Equal(2, incident.Attempt));
        Assert.Equal(3, Assert.Single(await service.Causes()).Open);
        await world.NothingIsBroken();
    }
}
