using System.Diagnostics;
using CaseFlow.Benchmarks.Baselines;
using CaseFlow.Engine.Execution;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Benchmarks;

/// <summary>Durable steps: one stimulus, committed as one burst.</summary>
public static class Durable
{
    private const int Cases = 64;

    public static async Task OnSqlite()
    {
        await using var runtime = await DurableRuntime.Create(DatabaseKind.Sqlite);
        var states = await Begin(runtime);
        var (state, journal) = await runtime.StepBytes(states[0]);
        using var raw = new RawSqlite(state, journal, Cases);
        var medians = Measure.Interleaved(
            () => raw.SingleCommits(2_000),
            () => raw.GroupCommits(12_800, Cases),
            () => StepsPerSecond(runtime, states, 1, 2_000),
            () => StepsPerSecond(runtime, states, 8, 4_000),
            () => StepsPerSecond(runtime, states, Cases, 12_800));
        var (single, group) = (medians[0], medians[1]);
        Measure.Print("durable steps, SQLite FULL: raw", $"{single:N0} single commits/s", $"{group:N0} steps/s grouped at 64 ({state} + {journal} bytes a step)");
        Print("durable steps, SQLite FULL, 1 case", medians[2], single, group, "target ≥ 0.6× single");
        Print("durable steps, SQLite FULL, 8 cases", medians[3], single, group, "");
        Print("durable steps, SQLite FULL, 64 cases", medians[4], single, group, "floor 3× single and 0.25× group; aim 8× and 0.5×");
    }

    public static async Task OnPostgres()
    {
        await using var runtime = await DurableRuntime.Create(DatabaseKind.PostgreSql);
        var states = await Begin(runtime);
        var (state, journal) = await runtime.StepBytes(states[0]);
        await using var raw = await RawPostgres.Create(state, journal, Cases);
        var medians = Measure.Interleaved(
            () => raw.StepsPerSecond(600, 1), () => raw.StepsPerSecond(1_600, 8), () => raw.StepsPerSecond(3_200, Cases),
            () => StepsPerSecond(runtime, states, 1, 300), () => StepsPerSecond(runtime, states, 8, 1_600), () => StepsPerSecond(runtime, states, Cases, 3_200));
        foreach (var (callers, index) in new[] { (1, 0), (8, 1), (Cases, 2) })
        {
            Measure.Print($"durable steps, PostgreSQL, {callers} cases", $"{medians[3 + index]:N0} steps/s", $"{medians[3 + index] / medians[index]:N2}× the same SQL by hand ({medians[index]:N0}/s)");
        }
    }

    public static async Task FlatInHistory()
    {
        await using var runtime = await DurableRuntime.Create(DatabaseKind.Sqlite);
        await runtime.Publish(Flows.WaitingLoop(1_000_000));
        var early = await runtime.Start("waiting-loop");
        var late = await Advance(runtime, await runtime.Start("waiting-loop"), 2_970);
        var medians = Measure.Interleaved(() => Time(ref early), () => Time(ref late));
        Measure.Print("durable step at loop 3,000 over loop 30", $"{medians[1] / medians[0]:N2}", $"{medians[1]:N0} µs over {medians[0]:N0} µs; target ≤ 1.2");

        // The early case is begun anew each time, so that it stays early.
        double Time(ref InstanceState state)
        {
            var from = ReferenceEquals(state, early) ? runtime.Start("waiting-loop").GetAwaiter().GetResult() : state;
            var watch = Stopwatch.StartNew();
            var after = Advance(runtime, from, 60).GetAwaiter().GetResult();
            if (!ReferenceEquals(state, early))
            {
                state = after;
            }

            return watch.Elapsed.TotalMicroseconds / 60;
        }
    }

    private static async Task<InstanceState[]> Begin(DurableRuntime runtime)
    {
        await runtime.Publish(Flows.WaitingLoop(1_000_000));
        var states = new InstanceState[Cases];
        for (var index = 0; index < Cases; index++)
        {
            states[index] = await runtime.Step(await runtime.Start("waiting-loop"));
        }

        return states;
    }

    private static double StepsPerSecond(DurableRuntime runtime, InstanceState[] states, int cases, int steps)
    {
        var watch = Stopwatch.StartNew();
        Task.WaitAll([.. Enumerable.Range(0, cases).Select(index => Task.Run(async () => states[index] = await Advance(runtime, states[index], steps / cases)))]);
        return steps / cases * cases / watch.Elapsed.TotalSeconds;
    }

    private static async Task<InstanceState> Advance(DurableRuntime runtime, InstanceState state, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            state = await runtime.Step(state);
        }

        return state;
    }

    private static void Print(string name, double rate, double single, double group, string target) =>
        Measure.Print(name, $"{rate:N0} steps/s", $"{rate / single:N2}× single commits, {rate / group:N2}× raw group commit; {target}");
}
