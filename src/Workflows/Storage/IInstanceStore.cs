using System.Collections.Immutable;

namespace CaseFlow.Workflows.Storage;

/// <summary>
/// Instances, their journals and the one way to change them. A burst is one call of <see cref="Commit"/>, which is one
/// item of the write gate: concurrent bursts share a group commit.
/// </summary>
public interface IInstanceStore
{
    /// <summary>State and revision of an instance, or null where there is none. The only read that touches the state.</summary>
    Task<StoredInstance?> Load(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Commits a burst whole or not at all, in one gate item and in this order: the guard; the instance row (INSERT where
    /// the expected revision is 0, else UPDATE … WHERE instance_id AND revision = expected); the journal row; waits,
    /// timers, tasks, outbox, inbox and incidents; then the domain changes. An exception from a domain change rolls the
    /// item back and reaches the caller.
    /// </summary>
    Task<CommitResult> Commit(BurstCommit commit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes the guard's row away without running anything: the stimulus no longer applies. False where it was already
    /// gone. The given timers are written in its place, in the same transaction.
    /// </summary>
    Task<bool> Discard(CommitGuard guard, ImmutableArray<TimerRow> instead, CancellationToken cancellationToken = default);

    /// <summary>An instance without its state, or null.</summary>
    Task<InstanceSummary?> Find(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>A case's instances, oldest first, without their states.</summary>
    Task<IReadOnlyList<InstanceSummary>> ForCase(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>The running children that <paramref name="parentInstanceId"/> started.</summary>
    Task<IReadOnlyList<InstanceSummary>> Children(string parentInstanceId, CancellationToken cancellationToken = default);

    /// <summary>The journal in order of its sequence.</summary>
    Task<IReadOnlyList<JournalRow>> Journal(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Open waits of a kind with this key in running instances; all correlations where <paramref name="correlationId"/> is null.</summary>
    Task<IReadOnlyList<WaitRow>> Waiting(string kind, string key, string? correlationId, CancellationToken cancellationToken = default);

    /// <summary>An instance's timers in order of due: what will come.</summary>
    Task<IReadOnlyList<TimerRow>> PendingTimers(string instanceId, CancellationToken cancellationToken = default);
}
