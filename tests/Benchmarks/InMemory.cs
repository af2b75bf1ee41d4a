using System.Diagnostics;
using CaseFlow.Benchmarks.Baselines;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Benchmarks;

/// <summary>The engine by itself: no database.</summary>
public static class InMemory
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static void Flowcharts()
    {
        foreach (var (length, elsa) in new[] { (10, "Elsa 3,100–4,900/s, 166 KiB each"), (100, "Elsa 550/s, 1,354 KiB each") })
        {
            var compiled = Flows.Compile(Flows.Chain(length));
            var count = 400_000 / length;
            var rate = Measure.Interleaved(() => WorkflowsPerSecond(compiled, count))[0];
            Measure.Print($"in memory, flowchart of {length}", $"{rate:N0} workflows/s, {BytesEach(compiled) / 1024:N1} KiB each", elsa);
        }
    }

    public static void BesideBpmnEngine()
    {
        var compiled = Flows.Compile(Flows.Chain(10));
        var medians = Measure.Interleaved(() => WorkflowsPerSecond(compiled, 20_000), BpmnEngine.InstancesPerSecond);
        Measure.Print("in memory, 10 steps, beside npm bpmn-engine", $"{medians[0] * 10:N0} nodes/s", $"{medians[1] * 10:N0} nodes/s: {medians[0] / medians[1]:N0}×");
    }

    public static void Diamonds()
    {
        var json = Flows.Diamonds(17);
        var milliseconds = Measure.Interleaved(() =>
        {
            var watch = Stopwatch.StartNew();
            var compiled = Flows.Compile(json);
            RunToEnd(compiled, "d");
            return watch.Elapsed.TotalMilliseconds;
        })[0];
        Measure.Print("17 diamonds and a loop-back, compile and run", $"{milliseconds:N2} ms", "target < 5 ms; Elsa 1,700 ms");
    }

    public static void SuspendedState()
    {
        var compiled = Flows.Compile(Flows.ChainThatWaits());
        var state = WorkflowEngine.Run(compiled, InstanceState.New("0123456789abcdef0123456789abcdef", compiled.DefinitionVersionId), new Start(Value.Undefined), Now).State;
        Measure.Print("suspended state of a 10-step flow", $"{state.ToBytes().Length:N0} bytes", "target ≤ 1,024; Elsa 2,600");
    }

    public static void FlatInHistory()
    {
        var compiled = Flows.Compile(Flows.WaitingLoop(100_000));
        var medians = Measure.Interleaved(() => MicrosecondsPerStep(compiled, 1, 60), () => MicrosecondsPerStep(compiled, 2970, 60));
        Measure.Print("step in memory at loop 3,000 over loop 30", $"{medians[1] / medians[0]:N2}", $"{medians[1]:N1} µs over {medians[0]:N1} µs; target ≤ 1.2");
    }

    private static double WorkflowsPerSecond(CompiledDefinition compiled, int count)
    {
        var watch = Stopwatch.StartNew();
        for (var index = 0; index < count; index++)
        {
            RunToEnd(compiled, "0123456789abcdef0123456789abcdef");
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static double BytesEach(CompiledDefinition compiled)
    {
        RunToEnd(compiled, "warm");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < 1000; index++)
        {
            RunToEnd(compiled, "0123456789abcdef0123456789abcdef");
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0;
    }

    private static void RunToEnd(CompiledDefinition compiled, string instanceId)
    {
        var result = WorkflowEngine.Run(compiled, InstanceState.New(instanceId, compiled.DefinitionVersionId), new Start(Value.Undefined), Now);
        if (result.State.SubStatus != WorkflowSubStatus.Finished)
        {
            throw new InvalidOperationException($"The workflow did not finish: {result.State.SubStatus}.");
        }
    }

    /// <summary>Each step resumed from serialised state, as it is when it is durable.</summary>
    private static double MicrosecondsPerStep(CompiledDefinition compiled, int skip, int steps)
    {
        var state = WorkflowEngine.Run(compiled, InstanceState.New("loop", compiled.DefinitionVersionId), new Start(Value.Undefined), Now).State;
        for (var index = 0; index < skip; index++)
        {
            state = WorkflowEngine.Run(compiled, state, new ResumeWait(state.Waits[0].WaitId, Value.Undefined), Now).State;
        }

        var bytes = state.ToBytes();
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < 50; round++)
        {
            var current = bytes;
            for (var index = 0; index < steps; index++)
            {
                var loaded = InstanceState.FromBytes(current);
                current = WorkflowEngine.Run(compiled, loaded, new ResumeWait(loaded.Waits[0].WaitId, Value.Undefined), Now).State.ToBytes();
            }
        }

        return watch.Elapsed.TotalMicroseconds / (50 * steps);
    }
}
