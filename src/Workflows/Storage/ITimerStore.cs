namespace CaseFlow.Workflows.Storage;

/// <summary>
/// Timers are rows written by the burst that asked for them. A claim only keeps other hosts from doing the same work:
/// what makes a timer fire once is that its burst deletes the row.
/// </summary>
public interface ITimerStore
{
    /// <summary>
    /// Claims up to <paramref name="max"/> (at most 500) rows due at or before <paramref name="now"/> that are neither
    /// parked nor leased past now, earliest first: sets the lease, in one write. A row that a claim was left on, by a host
    /// that ended or was too slow, comes with one attempt at least.
    /// </summary>
    Task<IReadOnlyList<ClaimedTimer>> ClaimDue(DateTimeOffset now, int max, string host, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>The earliest due of those not parked, leased ones included with the end of their lease; null when none is left.</summary>
    Task<DateTimeOffset?> EarliestDue(CancellationToken cancellationToken = default);

    /// <summary>Adds one to a claim's attempts. False where it is no longer this host's claim.</summary>
    Task<bool> CountAttempt(TimerRow timer, string host, CancellationToken cancellationToken = default);

    /// <summary>Gives a claim back, to be taken again from <paramref name="notBefore"/>. Due stays as it is, and attempts do.</summary>
    Task Release(string ownerId, string timerId, DateTimeOffset notBefore, CancellationToken cancellationToken = default);

    /// <summary>Gives this host's claims back as they were taken, with the attempts they had then.</summary>
    Task GiveBack(IReadOnlyList<ClaimedTimer> timers, string host, CancellationToken cancellationToken = default);

    /// <summary>Gives back every claim of a host, with one attempt at least: called when that host starts.</summary>
    Task ReleaseHost(string host, CancellationToken cancellationToken = default);

    /// <summary>Adds a timer outside a burst (a trigger's start); one that is there is left alone.</summary>
    Task Add(IReadOnlyList<TimerRow> timers, CancellationToken cancellationToken = default);
}

public enum TimerKind
{
    /// <summary>Wakes the instance (OwnerId) with TimerDue(TimerId). The retry of an incident is one too.</summary>
    Activity = 0,

    /// <summary>Starts an instance of the definition OwnerId at its trigger activity ActivityId.</summary>
    Trigger = 1,
}

/// <summary>A timer. Key: (OwnerId, TimerId).</summary>
public sealed record TimerRow(string OwnerId, string TimerId, TimerKind Kind, string ActivityId, string Name, DateTimeOffset Due, Guid? CaseId);

/// <summary>A timer claimed by this host.</summary>
/// <param name="Attempts">How often it failed or may have ended its host before this; 0 for a row that nothing is known against.</param>
public sealed record ClaimedTimer(TimerRow Timer, int Attempts);
