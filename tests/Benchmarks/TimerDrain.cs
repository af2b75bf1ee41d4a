using System.Diagnostics;
using CaseFlow.Benchmarks.Baselines;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Pumps;

namespace CaseFlow.Benchmarks;

/// <summary>100,000 timers due at the same moment, each a case of its own that runs on and ends.</summary>
public static class TimerDrain
{
    private const int Timers = 100_000;
    private const int QuartzTimers = 2_000;

    public static async Task OnSqlite()
    {
        await using var runtime = await DurableRuntime.Create(DatabaseKind.Sqlite);
        await runtime.Publish(Flows.DelayThenEnd());
        await Parallel.ForEachAsync(Enumerable.Range(0, Timers), new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (_, _) =>
        {
            if (await runtime.Runner.Start(new StartOptions { DefinitionId = "delay", Input = Value.EmptyMap }) is not Ran)
            {
                throw new InvalidOperationException("An instance did not start.");
            }
        });
        runtime.Clock.Advance(TimeSpan.FromHours(2));
        var watch = Stopwatch.StartNew();
        var fired = 0;
        while (fired < Timers)
        {
            fired += await runtime.Get<TimerPump>().RunDue();
        }

        var rate = fired / watch.Elapsed.TotalSeconds;
        var quartz = await QuartzStore.JobsPerSecond(QuartzTimers);
        Measure.Print($"drain of {fired:N0} due timers", $"{watch.Elapsed.TotalSeconds:N1} s, {rate:N0}/s", $"Quartz's own store {quartz:N0}/s: {rate / quartz:N0}×; target ≤ 30 s");
    }
}
