namespace CaseFlow.Workflows.Storage;

/// <summary>Faults that wait for a person or for their retry, and instances parked because they end their host.</summary>
public interface IIncidentStore
{
    Task<IncidentRow?> Find(string instanceId, string incidentId, CancellationToken cancellationToken = default);

    /// <summary>Open incidents, oldest first, after the given key.</summary>
    Task<IReadOnlyList<IncidentRow>> Open(IncidentQuery query, CancellationToken cancellationToken = default);

    /// <summary>How many open incidents each cause has.</summary>
    Task<IReadOnlyList<CauseCount>> Causes(CancellationToken cancellationToken = default);

    /// <summary>
    /// Parks an instance: its timers and inbox rows are not claimed until it is unparked. Also takes an instance id that
    /// has no row yet (a start that kills its host).
    /// </summary>
    Task Park(string instanceId, DateTimeOffset at, string reason, CancellationToken cancellationToken = default);

    /// <summary>Lets it run again; the attempts of its timers and inbox rows go back to 0.</summary>
    Task Unpark(string instanceId, CancellationToken cancellationToken = default);

    Task<IReadOnlyList<ParkedInstance>> Parked(CancellationToken cancellationToken = default);
}

public sealed record IncidentQuery
{
    public Guid? CaseId { get; init; }

    public string? InstanceId { get; init; }

    public string? Cause { get; init; }

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

    public string? Resolution { get; init; }
}

public sealed record IncidentClosure(string IncidentId, string Resolution, DateTimeOffset At);

public sealed record CauseCount(string Cause, int Open);

public sealed record ParkedInstance(string InstanceId, DateTimeOffset At, string Reason);
