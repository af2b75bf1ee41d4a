using System.Collections.Immutable;
using CaseFlow.Cases.People;

namespace CaseFlow.Workflows.Storage;

/// <summary>What the invariant checker reads. Slow and thorough; read in a snapshot where the database has one.</summary>
public interface IIntegrityStore
{
    /// <summary>Every instance with the counts of what is pending for it, by id.</summary>
    IAsyncEnumerable<InstanceAudit> Instances(CancellationToken cancellationToken = default);

    /// <summary>
    /// What the tables say by themselves: journal gaps (I3), tasks completed without a submission or by nobody (I5),
    /// timers fired early (I6), doubled outbox keys (I7), versions that do not exist (I10), pending work of ended
    /// instances (I11), and the database's own check (I12).
    /// </summary>
    Task<IReadOnlyList<Violation>> CheckTables(CancellationToken cancellationToken = default);

    /// <summary>Whether the database's own check (I12) is ours to run.</summary>
    bool CanCheckFile { get; }

    /// <summary>How many rows <see cref="CheckTables"/> looked at, by invariant; those that are counted while they are read are left out.</summary>
    Task<IReadOnlyList<(string Invariant, long Number)>> Counts(CancellationToken cancellationToken = default);

    /// <summary>Every completed task with the role assignment it was completed by, as that stands now.</summary>
    IAsyncEnumerable<TaskCompletion> Completions(CancellationToken cancellationToken = default);

    /// <summary>An instance's completed tasks, by their waits.</summary>
    Task<IReadOnlyList<CompletedWait>> CompletedWaits(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Every email of the outbox.</summary>
    IAsyncEnumerable<EmailSent> Emails(CancellationToken cancellationToken = default);
}

/// <param name="As">"ROLE place", as it was kept at completion.</param>
/// <param name="Assignment">The assignment that gave the role; null where none was kept or it is gone.</param>
public sealed record TaskCompletion(
    string InstanceId, string WaitId, Guid? PersonId, DateTimeOffset? EndedAt, string? As, ImmutableArray<TaskCandidate> Candidates, RoleAssignment? Assignment);

public readonly record struct CompletedWait(string WaitId, Guid? PersonId, string? Outcome);

public readonly record struct EmailSent(Guid OutboxId, string InstanceId, bool IsSent);

/// <param name="OpenTasks">Open task rows, and so on: rows, not what the state says.</param>
/// <param name="Coming">Inbox rows for it, and children it waits for that are running or in the inbox.</param>
public sealed record InstanceAudit(StoredInstance Instance, int Status, int OpenWaits, int OpenTasks, int Timers, int OpenIncidents, int Coming);

/// <param name="Invariant">"I1" … "I12".</param>
/// <param name="Detail">In words, with ids and no personal data.</param>
public sealed record Violation(string Invariant, string? InstanceId, string Detail);
