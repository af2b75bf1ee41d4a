using System.Security.Cryptography;
using System.Text;
using CaseFlow.Cases.Audit;

namespace CaseFlow.Workflows.Storage;

/// <summary>Faults that wait for a person or for their retry, and instances parked because they end their host.</summary>
public interface IIncidentStore
{
    Task<IncidentRow?> Find(string instanceId, string incidentId, CancellationToken cancellationToken = default);

    /// <summary>Open incidents, oldest first, after the given key.</summary>
    Task<IReadOnlyList<IncidentRow>> Open(IncidentQuery query, CancellationToken cancellationToken = default);

    /// <summary>The open incidents by cause: those with most first.</summary>
    Task<IReadOnlyList<CauseCount>> Causes(CancellationToken cancellationToken = default);

    /// <summary>
    /// Parks an instance: its timers and inbox rows are not claimed until it is unparked. Also takes an instance id that
    /// has no row yet (a start that kills its host).
    /// </summary>
    Task Park(string instanceId, DateTimeOffset at, string reason, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets it run again; the attempts of its timers and inbox rows go back to 0. Who did it and when is kept, and told on
    /// its case. False where it was not parked.
    /// </summary>
    Task<bool> Unpark(ParkedRelease release, CancellationToken cancellationToken = default);

    /// <summary>What is parked, longest first, after the given key.</summary>
    Task<IReadOnlyList<ParkedInstance>> Parked(ParkedQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>How often and by whom an instance was let run again, newest first.</summary>
    Task<IReadOnlyList<ParkedRelease>> Releases(string instanceId, CancellationToken cancellationToken = default);
}

/// <summary>What incidents have in common that one repair would mend.</summary>
public sealed record CauseId(string DefinitionId, string ActivityId, string Cause, string Message)
{
    /// <summary>A name for addresses: it says nothing of what the message says.</summary>
    public string Key { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', DefinitionId, ActivityId, Cause, Message))))[..16];
}

public sealed record IncidentQuery
{
    public Guid? CaseId { get; init; }

    public string? InstanceId { get; init; }

    public CauseId? Cause { get; init; }

    /// <summary>Only those opened by then.</summary>
    public DateTimeOffset? Until { get; init; }

    public (DateTimeOffset OpenedAt, string InstanceId, string IncidentId)? After { get; init; }

    public int Take { get; init; } = 100;
}

/// <summary>A fault. Key: (InstanceId, IncidentId). The retry at <paramref name="RetryAt"/> is one of the instance's timers.</summary>
public sealed record IncidentRow(
    string InstanceId,
    string IncidentId,
    string DefinitionId,
    string ActivityId,
    string ExecutionId,
    string Cause,
    string Message,
    int Attempt,
    DateTimeOffset OpenedAt,
    DateTimeOffset? RetryAt,
    Guid? CaseId)
{
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>"retried", "skipped", "cancelled" or "instance faulted".</summary>
    public string? Resolution { get; init; }

    /// <summary>Who dealt with it; null where its retry came by itself.</summary>
    public Guid? ClosedById { get; init; }

    public CauseId CauseId => new(DefinitionId, ActivityId, Cause, Message);
}

public sealed record IncidentClosure(string IncidentId, string Resolution, DateTimeOffset At, Guid? ByPersonId = null);

/// <summary>The open incidents of one cause: how many, from when to when, and when the next one is tried again by itself.</summary>
public sealed record CauseCount(CauseId Id, int Open, DateTimeOffset Oldest, DateTimeOffset Newest, DateTimeOffset? NextRetry);

/// <summary>An instance that runs nothing until somebody lets it.</summary>
/// <param name="DefinitionId">Its process; null where the parked id is that of a definition, whose trigger could not start it.</param>
public sealed record ParkedInstance(string InstanceId, DateTimeOffset At, string Reason, string? DefinitionId, Guid? CaseId);

public sealed record ParkedQuery
{
    public string? InstanceId { get; init; }

    public (DateTimeOffset At, string InstanceId)? After { get; init; }

    public int Take { get; init; } = 100;
}

/// <summary>Somebody let a parked instance run again.</summary>
public sealed record ParkedRelease(string InstanceId, DateTimeOffset At, Guid? ByPersonId)
{
    /// <summary>Who did it as the audit log names them; nothing is audited where nobody is named.</summary>
    public AuditActor? Actor { get; init; }

    /// <summary>Since when it had been parked, and why: known once it has been done.</summary>
    public DateTimeOffset ParkedAt { get; init; }

    public string Reason { get; init; } = "";
}
