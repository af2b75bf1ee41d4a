using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>The state of one instance between bursts. Immutable to its users; compact when serialised (a 10-step flow at most 1 KB).</summary>
public sealed partial class InstanceState
{
    private InstanceState(string instanceId, string definitionVersionId) => (InstanceId, DefinitionVersionId) = (instanceId, definitionVersionId);

    /// <summary>The state before the first burst.</summary>
    public static InstanceState New(string instanceId, string definitionVersionId) => new(instanceId, definitionVersionId);

    public string InstanceId { get; }

    public string DefinitionVersionId { get; }

    public WorkflowStatus Status => SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted ? WorkflowStatus.Finished : WorkflowStatus.Running;

    public WorkflowSubStatus SubStatus { get; internal set; }

    public string? CorrelationId { get; internal set; }

    /// <summary>The display name set by SetName, or null.</summary>
    public string? Name { get; internal set; }

    /// <summary>Open waits, oldest first.</summary>
    public ImmutableArray<OpenWait> Waits =>
        [.. WaitRecords.Select(wait => new OpenWait(Ids.Text(wait.Id), Ids.Text(wait.ExecutionId), Find(wait.ExecutionId).ActivityId, wait.Kind, wait.Key))];

    /// <summary>Running timers, oldest first.</summary>
    public ImmutableArray<PendingTimer> Timers =>
        [.. TimerRecords.Select(timer => new PendingTimer(Ids.Text(timer.Id), Ids.Text(timer.ExecutionId), Find(timer.ExecutionId).ActivityId, timer.Name, timer.Due))];

    public ImmutableArray<OpenIncident> Incidents =>
        [.. IncidentRecords.Select(incident => new OpenIncident(Ids.Text(incident.Id), Ids.Text(incident.ExecutionId), Find(incident.ExecutionId).ActivityId, incident.Cause, incident.Message, incident.Attempt, incident.RetryAt))];

    /// <summary>Executions that have started and not ended, in order of start.</summary>
    public ImmutableArray<LiveExecution> Executions =>
        [.. Live.Where(execution => !execution.Ended).Select(execution => new LiveExecution(Ids.Text(execution.Id), execution.ActivityId, execution.ActivityType) { State = execution.State })];

    /// <summary>Workflow variables by name.</summary>
    public ImmutableSortedDictionary<string, Value> Variables
    {
        get
        {
            var builder = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
            for (var index = 0; index < VariableNames.Length; index++)
            {
                builder[VariableNames[index]] = VariableValues[index];
            }

            return builder.ToImmutable();
        }
    }

    /// <summary>The workflow's outputs so far: a map by name.</summary>
    public Value Output { get; internal set; } = Value.EmptyMap;

    /// <summary>What the instance was started with: a map by name, or undefined.</summary>
    public Value Input { get; internal set; }

    internal int Sequence { get; set; }

    internal long RandomSequence { get; set; }

    internal Value LastResult { get; set; }

    internal string[] VariableNames { get; set; } = [];

    internal Value[] VariableValues { get; set; } = [];

    internal List<ActivityExecution> Live { get; private init; } = [];

    internal List<WaitRecord> WaitRecords { get; private init; } = [];

    internal List<TimerRecord> TimerRecords { get; private init; } = [];

    internal List<IncidentRecord> IncidentRecords { get; private init; } = [];

    internal List<FactRecord> FactRecords { get; private init; } = [];

    internal List<OutputRecord> Outputs { get; private init; } = [];

    /// <summary>Activities that were queued when a budget stopped the burst; empty otherwise.</summary>
    internal WorkItem[] Queue { get; set; } = [];

    /// <summary>
    /// A due instant as stores keep it: the millisecond it lies in cut down to would be offered too early, be refused, and be
    /// lost, so it is the next one, except in the last millisecond there is.
    /// </summary>
    public static DateTimeOffset WholeMilliseconds(DateTimeOffset due)
    {
        var beyond = due.Ticks % TimeSpan.TicksPerMillisecond;
        return beyond == 0 ? due : due.AddTicks(DateTimeOffset.MaxValue - due < TimeSpan.FromMilliseconds(1) ? -beyond : TimeSpan.TicksPerMillisecond - beyond);
    }

    internal ActivityExecution Find(int executionId) =>
        TryFind(executionId) ?? throw new InvalidDataException("The state names an execution that it does not hold.");

    internal ActivityExecution? TryFind(int executionId)
    {
        var (low, high) = (0, Live.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var id = Live[middle].Id;
            if (id == executionId)
            {
                return Live[middle];
            }

            (low, high) = id < executionId ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>A copy a burst may change.</summary>
    internal InstanceState Copy()
    {
        var copy = new InstanceState(InstanceId, DefinitionVersionId)
        {
            SubStatus = SubStatus,
            CorrelationId = CorrelationId,
            Name = Name,
            Output = Output,
            Input = Input,
            Sequence = Sequence,
            RandomSequence = RandomSequence,
            LastResult = LastResult,
            VariableNames = VariableNames,
            VariableValues = VariableValues.Length == 0 ? [] : (Value[])VariableValues.Clone(),
            Live = new List<ActivityExecution>(Math.Max(Live.Count, 4)),
            WaitRecords = [.. WaitRecords],
            TimerRecords = [.. TimerRecords],
            IncidentRecords = [.. IncidentRecords],
            FactRecords = [.. FactRecords],
            Outputs = [.. Outputs],
        };
        foreach (var execution in Live)
        {
            var next = execution.Copy();
            next.Parent = execution.Parent is { } parent ? copy.Live[parent.Slot] : null;
            copy.Live.Add(next);
        }

        copy.Queue = Array.ConvertAll(Queue, item => item with { Owner = item.Owner is { } owner ? copy.Live[owner.Slot] : null });
        return copy;
    }

    /// <summary>Makes the state ready to be shared: nothing changes it after this.</summary>
    internal void Freeze()
    {
        for (var index = 0; index < Live.Count; index++)
        {
            Live[index].Slot = index;
        }
    }
}

public sealed record OpenWait(string WaitId, string ExecutionId, string ActivityId, string Kind, string? Key);

public sealed record PendingTimer(string TimerId, string ExecutionId, string ActivityId, string Name, DateTimeOffset Due);

public sealed record OpenIncident(string IncidentId, string ExecutionId, string ActivityId, string Cause, string Message, int Attempt, DateTimeOffset? RetryAt);

public sealed record LiveExecution(string ExecutionId, string ActivityId, string ActivityType)
{
    /// <summary>What the execution remembers between bursts; its activity knows how to read it.</summary>
    public Value State { get; init; }
}
