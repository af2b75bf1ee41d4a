using System.Diagnostics;
using CaseFlow.Benchmarks.Baselines;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Benchmarks;

/// <summary>Durable steps: one event of a waiting loop, run and committed as one burst, beside the same bytes written by hand.</summary>
public static class DurableSteps
{
    private const int Rounds = 1_000_000;

    public static async Task OnSqlite()
    {
        await using var host = await DurableHost.Start(DatabaseKind.Sqlite, Flows.WaitingLoop(Rounds));
        var (state, journal) = await Bytes(host);
        foreach (var cases in new[] { 1, 8, 64 })
        {
            var instances = new Waiting[cases];
            for (var index = 0; index < cases; index++)
            {
                instances[index] = await Begin(host);
            }

            var steps = cases == 1 ? 1_500 : 6_000;
            using var raw = new RawSqlite(state, journal, Math.Max(cases, 1));
            var medians = Measure.Interleaved(
                () => Run(host, instances, steps).GetAwaiter().GetResult(),
                () => raw.SingleCommits(cases == 1 ? steps : 1_500),
                () => raw.GroupCommits(steps, cases));
            var beside = cases == 1
                ? $"{medians[0] / medians[1]:0.00} of a raw transaction ({medians[1]:N0}/s)"
                : $"{medians[0] / medians[1]:0.0}× raw single commits ({medians[1]:N0}/s), {medians[0] / medians[2]:0.00} of raw group commit ({medians[2]:N0}/s)";
            Measure.Print($"durable steps, {cases} at a time, SQLite FULL", $"{medians[0]:N0}/s", beside);
        }
    }

    private static async Task<double> Run(DurableHost host, Waiting[] instances, int steps)
    {
        var each = steps / instances.Length;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(instances.Select(instance => Task.Run(async () =>
        {
            for (var step = 0; step < each; step++)
            {
                var result = (Ran)await host.Runner.Resume(new ResumeOptions(instance.InstanceId, new ResumeWait(instance.WaitId, Value.Undefined)));
                instance.WaitId = result.State.Waits[0].WaitId;
            }
        })));
        return each * instances.Length / watch.Elapsed.TotalSeconds;
    }

    private static async Task<Waiting> Begin(DurableHost host)
    {
        var result = (Ran)await host.Runner.Start(new StartOptions { DefinitionId = "waiting-loop" });
        return new Waiting { InstanceId = result.State.InstanceId, WaitId = result.State.Waits[0].WaitId };
    }

    /// <summary>How many bytes of state and journal one step writes: the baseline writes as many.</summary>
    private static async Task<(int State, int Journal)> Bytes(DurableHost host)
    {
        var instance = await Begin(host);
        await Run(host, [instance], 10);
        var store = host.Get<IInstanceStore>();
        return ((await store.Load(instance.InstanceId))!.State.Length, (await store.Journal(instance.InstanceId))[^1].Entry.Length);
    }

    private sealed class Waiting
    {
        public required string InstanceId { get; init; }

        public required string WaitId { get; set; }
    }
}
