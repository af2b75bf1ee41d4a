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
}

/// <param name="OpenTasks">Open task rows, and so on: rows, not what the state says.</param>
/// <param name="Coming">Inbox rows for it, and children it waits for that are running or in the inbox.</param>
public sealed record InstanceAudit(StoredInstance Instance, int Status, int OpenWaits, int OpenTasks, int Timers, int OpenIncidents, int Coming);

/// <param name="Invariant">"I1" … "I12".</param>
/// <param name="Detail">In words, with ids and no personal data.</param>
public sealed record Violation(string Invariant, string? InstanceId, string Detail);
