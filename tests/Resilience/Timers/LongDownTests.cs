using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Resilience.Timers;

/// <summary>R8: after three days down each one-shot timer fires once and each recurring one starts once.</summary>
public sealed class LongDownTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_SeventyTwoHoursDown_OneShotsFireOnceAndRecurringOnesStartOnce(DatabaseKind kind)
    {
        var oneShots = FullRun.Count(500, 5_000);
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("one-shot").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "04:00:00")));
        await world.Publish(new FlowBuilder("recurring").Trigger("every", "Elsa.Timer", ("interval", "03:30:00")).Then("end", "Elsa.Event", "Done", ("eventName", "end")));
        var started = await Task.WhenAll(Enumerable.Range(0, oneShots).Select(_ => world.Run("one-shot")));

        world.Clock.Advance(TimeSpan.FromHours(72));
        await world.RunDue();

        foreach (var instance in started)
        {
            var summary = await world.Instances.Find(instance);
            Assert.Equal((2L, WorkflowStatus.Finished), (summary!.Revision, summary.Status));
        }

        Assert.Single(await world.Instances.Waiting("Event", "end", null));
        var next = Assert.Single(await world.Instances.PendingTimers("recurring"));
        Assert.Equal(World.Start.AddHours(75.5), next.Due);
        await world.NothingIsBroken();
        Summary.Line($"R8 three days down ({kind}): {oneShots} overdue timers fired once each, 20 missed recurrences became 1 start");
    }
}
