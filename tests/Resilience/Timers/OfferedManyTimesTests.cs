using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Resilience.Timers;

/// <summary>R6: a timer offered to many callers on two hosts resumes its instance once.</summary>
public sealed class OfferedManyTimesTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Fire_SameTimerOfferedToThirtyTwoCallersOnTwoHosts_ResumesOnce(DatabaseKind kind)
    {
        var timers = FullRun.Count(100, 1_000);
        await using var world = await World.Create(kind);
        var other = world.SecondHost("other");
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")).Then("end", "Elsa.Event", "Done", ("eventName", "end")));
        var due = new List<TimerRow>();
        for (var number = 0; number < timers; number++)
        {
            due.Add(Assert.Single(await world.Instances.PendingTimers(await world.Run("delay"))));
        }

        world.Clock.Advance(TimeSpan.FromHours(1));
        var resumed = 0;
        foreach (var timer in due)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(() =>
                (caller % 2 == 0 ? world : other).Get<TimerPump>().Fire(timer))));
            resumed += results.Count(result => result is Ran);
            Assert.Single(results, result => result is Ran);
        }

        Assert.Equal(timers, resumed);
        Assert.Equal(timers, (await world.Instances.Waiting("Event", "end", null)).Count);
        await world.NothingIsBroken();
        await other.StopHost();
        Summary.Line($"R6 duplicate timers ({kind}): {timers} timers offered 32 times each on 2 hosts, {resumed} resumes");
    }

    [Fact]
    public async Task RunDue_TwoHostsAtOnce_EachTimerFiresOnce()
    {
        var timers = FullRun.Count(300, 3_000);
        await using var world = await World.Create(DatabaseKind.PostgreSql);
        var other = world.SecondHost("other");
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")).Then("end", "Elsa.Event", "Done", ("eventName", "end")));
        await Task.WhenAll(Enumerable.Range(0, timers).Select(_ => world.Run("delay")));
        world.Clock.Advance(TimeSpan.FromHours(1));

        await Task.WhenAll(Task.Run(world.RunDue), Task.Run(other.RunDue));

        Assert.Equal(timers, (await world.Instances.Waiting("Event", "end", null)).Count);
        await world.NothingIsBroken();
        await other.StopHost();
    }
}
