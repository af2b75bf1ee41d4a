using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Conformance;

/// <summary>Runs a case. Between two steps nothing lives but the bytes of the state; the definition is compiled anew.</summary>
internal sealed class ConformanceRun
{
    private static readonly ActivityCatalogue Catalogue = new(BuiltInActivities.All);
    private readonly List<string> _lines = [];
    private readonly List<string> _completed = [];
    private readonly List<string> _cancelled = [];

    /// <summary>The first difference, or null where everything matched.</summary>
    public static string? Difference(ConformanceCase conformance)
    {
        var run = new ConformanceRun();
        var now = new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
        byte[]? state = null;
        if (conformance.Expected.Length != conformance.Steps.Length)
        {
            return $"it has {conformance.Steps.Length} steps, and says of {conformance.Expected.Length} what is expected";
        }

        var ledger = new TokenLedger(Compile(conformance.Definition));
        for (var step = 0; step < conformance.Steps.Length; step++)
        {
            var definition = Compile(conformance.Definition);
            var before = state is null ? InstanceState.New(conformance.Name, definition.DefinitionVersionId) : InstanceState.FromBytes(state);
            var stimulus = Stimulus(before, conformance.Steps[step], ref now);
            if (stimulus is null)
            {
                return $"step {step}: '{conformance.Steps[step].ActivityId}' does not wait";
            }

            var result = WorkflowEngine.Run(definition, before, stimulus, now);
            state = result.State.ToBytes();
            if (ledger.Add(result.Journal.Trace).Concat(ledger.Close(result.State)).FirstOrDefault() is { } unsound)
            {
                return $"step {step}: {unsound}";
            }

            var difference = conformance.Expected[step].Difference(run.Observe(definition, result));
            if (difference is not null)
            {
                return $"after {conformance.Steps[step].Do} {conformance.Steps[step].ActivityId}: {difference}";
            }
        }

        return null;
    }

    private static CompiledDefinition Compile(byte[] json)
    {
        var (definition, problems) = DefinitionReader.Read(json);
        Assert.True(definition is not null, string.Join('\n', problems));
        return DefinitionCompiler.Compile(definition, Catalogue).Compiled!;
    }

    private static Stimulus? Stimulus(InstanceState state, ConformanceStep step, ref DateTimeOffset now)
    {
        if (step.Do == "start")
        {
            return new Engine.Execution.Start(Value.Undefined);
        }

        var wait = state.Waits.FirstOrDefault(wait => wait.ActivityId == step.ActivityId);
        var timer = state.Timers.FirstOrDefault(timer => timer.ActivityId == step.ActivityId);
        if (wait is not null)
        {
            return new ResumeWait(wait.WaitId, Value.Undefined);
        }

        if (timer is null)
        {
            return null;
        }

        now = timer.Due > now ? timer.Due : now;
        return new TimerDue(timer.TimerId);
    }

    private ConformanceState Observe(CompiledDefinition definition, BurstResult result)
    {
        _lines.AddRange(result.Effects.OfType<LineWritten>().Select(line => line.Text));
        foreach (var entry in result.Journal.Trace)
        {
            if (definition.TypeOf(entry.ActivityId) is "Elsa.Flowchart" or "Elsa.Workflow")
            {
                continue;
            }

            if (entry.Kind == TraceKind.Completed)
            {
                _completed.Add(entry.ActivityId);
            }
            else if (entry.Kind == TraceKind.Cancelled)
            {
                _cancelled.Add(entry.ActivityId);
            }
        }

        return new ConformanceState(
            result.State.Status.ToString(),
            result.State.SubStatus.ToString(),
            [.. _lines],
            [.. result.State.Waits.Select(wait => wait.ActivityId).Concat(result.State.Timers.Select(timer => timer.ActivityId)).Order(StringComparer.Ordinal)],
            [.. _completed],
            [.. _cancelled.Order(StringComparer.Ordinal)]);
    }
}
