using System.Diagnostics;
using System.Globalization;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Resilience.Timers;

/// <summary>R5: very many timers due at the same moment are all fired, each once, while pages go on answering.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class DueAtOnceTests
{
    [Fact]
    public async Task RunDue_ThousandsAtOnce_EachFiresOnceAndPagesAnswerMeanwhile()
    {
        var timers = FullRun.Count(10_000, 100_000);
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        await Parallel.ForEachAsync(Enumerable.Range(0, timers), new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (_, _) => await world.Run("delay"));
        Assert.Equal(timers, await world.Count("SELECT COUNT(*) FROM timer"));
        world.Clock.Advance(TimeSpan.FromHours(1));

        var memory = Environment.WorkingSet;
        using var drained = new CancellationTokenSource();
        var pages = Pages(world, ann, drained.Token);
        var watch = Stopwatch.StartNew();
        var fired = 0;
        for (var more = await world.Get<TimerPump>().RunDue(); more > 0; more = await world.Get<TimerPump>().RunDue())
        {
            fired += more;
        }

        watch.Stop();
        await drained.CancelAsync();
        var waits = await pages;

        Assert.Equal(timers, fired);
        Assert.Equal(0, await world.Count("SELECT COUNT(*) FROM timer"));
        Assert.Equal(timers, await world.Count("SELECT COUNT(*) FROM instance WHERE status = 'Finished' AND revision = 2"));
        Assert.Equal(2 * timers, await world.Count("SELECT COUNT(*) FROM journal"));
        await world.NothingIsBroken();
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), $"The drain took {watch.Elapsed}.");
        waits.Sort();
        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R5 due at once: {timers:N0} timers drained in {watch.Elapsed.TotalSeconds:N1} s ({timers / watch.Elapsed.TotalSeconds:N0}/s), none lost or doubled; {waits.Count} inbox pages meanwhile, p99 {waits[waits.Count * 99 / 100].TotalMilliseconds:N0} ms; memory grew {Math.Max(0, Environment.WorkingSet - memory) / 1048576:N0} MB"));
    }

    private static async Task<List<TimeSpan>> Pages(World world, Guid person, CancellationToken drained)
    {
        var waits = new List<TimeSpan>();
        do
        {
            var started = Stopwatch.GetTimestamp();
            await world.Tasks.List(person, new InboxOptions());
            waits.Add(Stopwatch.GetElapsedTime(started));
            await Task.Delay(20);
        }
        while (!drained.IsCancellationRequested);
        return waits;
    }
}
