using CaseFlow.Engine.Execution;

namespace CaseFlow.Workflows.Storage;

/// <summary>What a burst starts from.</summary>
/// <param name="State">The bytes of the engine's state.</param>
public sealed record StoredInstance(string InstanceId, string DefinitionId, string VersionId, long Revision, Guid? CaseId, string? ParentInstanceId, byte[] State)
{
    /// <summary>When it was parked (see <see cref="ITimerStore"/>), or null.</summary>
    public DateTimeOffset? ParkedAt { get; init; }
}

/// <summary>
/// The instance row as a burst leaves it. Revision is the expected one plus one; created_at is set by the INSERT,
/// updated_at always, ended_at once the status is Finished. DefinitionId, CaseId and ParentInstanceId are written by the
/// INSERT only (VersionId always: a migration changes it).
/// </summary>
/// <param name="Name">Null leaves it as it is.</param>
/// <param name="ActivationKey">
/// Unique among instances; null when any number may run. Written by the INSERT only; every write whose status is
/// Finished clears it.
/// </param>
public sealed record InstanceWrite(
    string InstanceId,
    string DefinitionId,
    string VersionId,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    string? CorrelationId,
    string? Name,
    Guid? CaseId,
    string? ParentInstanceId,
    string? ActivationKey,
    byte[] State,
    DateTimeOffset At);

/// <summary>An instance without its state.</summary>
public sealed record InstanceSummary(
    string InstanceId,
    string DefinitionId,
    string VersionId,
    long Revision,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    string? CorrelationId,
    string? Name,
    Guid? CaseId,
    string? ParentInstanceId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? ParkedAt,
    string? ParkedReason);

/// <summary>One burst in the journal. <paramref name="Seq"/> is the revision it made: 1..n without a gap.</summary>
/// <param name="Entry">The bytes of the engine's BurstJournal.</param>
public sealed record JournalRow(string InstanceId, long Seq, DateTimeOffset At, byte[] Entry);

/// <summary>An open wait. Closed ones have no row.</summary>
public sealed record WaitRow(string InstanceId, string WaitId, string ExecutionId, string ActivityId, string Kind, string? Key);

/// <summary>A wait that is gone, with what it was found by.</summary>
public readonly record struct ClosedWait(string WaitId, string Kind, string? Key);
