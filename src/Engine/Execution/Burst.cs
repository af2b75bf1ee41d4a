using System.Collections.Immutable;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// One burst under way: applies a stimulus to a copy of the state and runs the queue until it is empty. Single-threaded;
/// its scratch space is kept by the thread for the next burst.
/// </summary>
internal sealed partial class Burst
{
    /// <summary>Activities started in one burst before it is taken for an endless loop.</summary>
    public const int StepBudget = 10_000;

    /// <summary>Executions alive at once before it is taken for a runaway.</summary>
    public const int LiveBudget = 1_000;

    private const string TooMany = "too-many-at-once";

    internal static readonly string[] Done = ["Done"];

    [ThreadStatic]
    private static Burst? _spare;

    private readonly WorkQueue _queue = new();
    private readonly List<Effect> _effects = [];
    private readonly List<TraceEntry> _trace = [];
    private CompiledDefinition _definition = null!;
    private InstanceState _state = null!;
    private CompiledNode[] _nodes = [];
    private int _steps;
    private bool _finishing;
    private bool _faulted;

    public DateTimeOffset Now { get; private set; }

    public CompiledDefinition Definition => _definition;

    public InstanceState State => _state;

    /// <summary>The activity that caused the instance to start, in the burst that starts it.</summary>
    public string? Trigger { get; private set; }

    public static Burst Rent()
    {
        var burst = _spare ?? new Burst();
        _spare = null;
        return burst;
    }

    public void Return()
    {
        _queue.Clear();
        _effects.Clear();
        _trace.Clear();
        if (_trace.Capacity > LiveBudget)
        {
            (_trace.Capacity, _effects.Capacity) = (0, 0);
        }

        foreach (var context in _contexts)
        {
            context.Detach();
        }

        Visits.Clear();
        _definition = null!;
        _state = null!;
        _nodes = [];
        _contextDepth = 0;
        Trigger = null;
        (_steps, _finishing, _faulted) = (0, false, false);
        _spare = this;
    }

    public BurstResult Run(CompiledDefinition definition, InstanceState state, Stimulus stimulus, DateTimeOffset now)
    {
        (_definition, _nodes, Now) = (definition, definition.Nodes, now);
        _state = state;
        if (state.Status == WorkflowStatus.Finished || !Applies(stimulus))
        {
            return new BurstResult(state, new BurstJournal(now, [], []), [], []);
        }

        _state = state.Copy();
        StateBinding.Bind(_state, _nodes);
        foreach (var item in _state.Queue)
        {
            _queue.Add(item);
        }

        _state.Queue = [];
        Apply(stimulus);
        Drain();
        Conclude();
        _state.Freeze();
        var trace = _trace.Count == 0 ? [] : ImmutableArray.Create(_trace.ToArray());
        var effects = _effects.Count == 0 ? [] : ImmutableArray.Create(_effects.ToArray());
        return new BurstResult(_state, new BurstJournal(now, [stimulus], trace), effects, Facts());
    }

    private void Drain()
    {
        while (_queue.Count > 0 && !_finishing)
        {
            if (_state.Live.Count >= LiveBudget && _state.IncidentRecords.Exists(incident => incident.Cause == TooMany))
            {
                // Known to a person already; what is queued starts as room is made.
                break;
            }

            var item = _queue.Take();
            if (!Start(item))
            {
                break;
            }
        }
    }

    /// <summary>Starts the execution of a queued activity. False where a budget stops the burst.</summary>
    private bool Start(in WorkItem item)
    {
        var node = _nodes[item.Node];
        var execution = new ActivityExecution
        {
            Id = ++_state.Sequence,
            Node = item.Node,
            ActivityId = node.Id,
            ActivityType = node.Type,
            Parent = item.Owner,
            Backward = item.Backward,
            CurrentIndex = item.CurrentIndex,
            CurrentValue = item.CurrentValue,
        };
        _state.Live.Add(execution);
        if (item.Owner is { } owner)
        {
            owner.LiveChildren++;
        }

        DeclareVariables(node, execution);
        Trace(TraceKind.Started, execution, null);
        if (++_steps > StepBudget)
        {
            OpenIncident(execution, "step-budget", $"The workflow ran {StepBudget:N0} steps without a wait. A loop in it probably never ends; correct the loop, then retry.", retries: false);
            return false;
        }

        if (_state.Live.Count > LiveBudget)
        {
            OpenIncident(execution, TooMany, $"More than {LiveBudget:N0} activities would run at once. Start fewer branches at a time, then retry.", retries: false);
            return false;
        }

        Invoke(Call.Execute, execution);
        return true;
    }

    private void DeclareVariables(CompiledNode node, ActivityExecution execution)
    {
        if (node.Variables.Length == 0)
        {
            return;
        }

        var values = new Values.Value[node.Variables.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = node.Variables[index].Initial;
        }

        if (node.Index == 0)
        {
            (_state.VariableNames, _state.VariableValues) = (node.VariableNames, values);
        }
        else
        {
            execution.Variables = values;
        }
    }

    private void Conclude()
    {
        if (_finishing)
        {
            EndInstance(WorkflowSubStatus.Finished, null);
        }
        else if (_faulted)
        {
            EndInstance(WorkflowSubStatus.Faulted, null);
        }
        else if (_state.FactRecords.Count > 0)
        {
            _state.SubStatus = WorkflowSubStatus.AwaitingFacts;
        }
        else if (_state.Live.Count == 0 && _queue.Count == 0)
        {
            if (_state.Status == WorkflowStatus.Running)
            {
                EndInstance(WorkflowSubStatus.Finished, null);
            }
        }
        else
        {
            _state.SubStatus = WorkflowSubStatus.Suspended;
            OpenIncidentIfStuck();
            ForgetMemoryVariables();
        }

        _state.Queue = _queue.ToArray();
    }

    private void ForgetMemoryVariables()
    {
        foreach (var execution in _state.Live)
        {
            var variables = _nodes[execution.Node].Variables;
            for (var index = 0; index < variables.Length; index++)
            {
                if (variables[index].MemoryOnly)
                {
                    Variables(execution)[index] = variables[index].Initial;
                }
            }
        }
    }

    private ImmutableArray<FactRequested> Facts()
    {
        if (_state.FactRecords.Count == 0)
        {
            return [];
        }

        var facts = ImmutableArray.CreateBuilder<FactRequested>(_state.FactRecords.Count);
        foreach (var fact in _state.FactRecords)
        {
            facts.Add(new FactRequested(Ids.Text(fact.Id), Ids.Text(fact.ExecutionId), _state.Find(fact.ExecutionId).ActivityId, fact.Name, fact.Arguments));
        }

        return facts.MoveToImmutable();
    }

    private void Trace(TraceKind kind, ActivityExecution execution, string? detail) =>
        _trace.Add(new TraceEntry(kind, execution.ActivityId, Ids.Text(execution.Id), detail));
}
