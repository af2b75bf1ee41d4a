using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>The state of one instance between bursts. Immutable to its users; compact when serialised (a 10-step flow at most 1 KB).</summary>
public sealed class InstanceState
{
    private InstanceState(string instanceId, string definitionVersionId) => (InstanceId, DefinitionVersionId) = (instanceId, definitionVersionId);

    /// <summary>The state before the first burst.</summary>
    public static InstanceState New(string instanceId, string definitionVersionId) => new(instanceId, definitionVersionId);

    public string InstanceId { get; }

    public string DefinitionVersionId { get; }

    public WorkflowStatus Status => throw new NotImplementedException();

    public WorkflowSubStatus SubStatus => throw new NotImplementedException();

    public string? CorrelationId => throw new NotImplementedException();

    public ImmutableArray<OpenWait> Waits => throw new NotImplementedException();

    public ImmutableArray<PendingTimer> Timers => throw new NotImplementedException();

    public ImmutableArray<OpenIncident> Incidents => throw new NotImplementedException();

    /// <summary>Executions that have started and not ended, in order of start.</summary>
    public ImmutableArray<LiveExecution> Executions => throw new NotImplementedException();

    /// <summary>Workflow variables by name.</summary>
    public ImmutableSortedDictionary<string, Value> Variables => throw new NotImplementedException();

    public byte[] ToBytes() => throw new NotImplementedException();

    public static InstanceState FromBytes(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}

public sealed record OpenWait(string WaitId, string ExecutionId, string ActivityId, string Kind, string? Key);

public sealed record PendingTimer(string TimerId, string ExecutionId, string ActivityId, string Name, DateTimeOffset Due);

public sealed record OpenIncident(string IncidentId, string ExecutionId, string ActivityId, string Cause, string Message, int Attempt, DateTimeOffset? RetryAt);

public sealed record LiveExecution(string ExecutionId, string ActivityId, string ActivityType);
