namespace CaseFlow.Workflows.Storage;

/// <summary>
/// Timers are rows written by the burst that asked for them. A claim only keeps other hosts from doing the same work:
/// what makes a timer fire once is that its burst deletes the row.
/// </summary>
public interface ITimerStore
{
    /// <summary>
    /// Claims up to <paramref name="max"/> (at most 500) rows due at or before <paramref name="now"/> that are neither
    /// parked nor leased past now, earliest first: sets the lease and adds one to attempts, in one write.
    /// </summary>
    Task<IReadOnlyList<ClaimedTimer>> ClaimDue(DateTimeOffset now, int max, string host, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>The earliest due of those not parked, leased ones included with the end of their lease; null when none is left.</summary>
    Task<DateTimeOffset?> EarliestDue(CancellationToken cancellationToken = default);

    /// <summary>Gives a claim back, to be taken again from <paramref name="notBefore"/>. Due stays as it is.</summary>
    Task Release(string ownerId, string timerId, DateTimeOffset notBefore, CancellationToken cancellationToken = default);

    /// <summary>Gives claims back untouched: the attempt is taken off again.</summary>
    Task GiveBack(IReadOnlyList<TimerRow> timers, CancellationToken cancellationToken = default);

    /// <summary>Gives back every claim of a host: called when that host starts.</summary>
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
/// <param name="Attempts">How often it has been claimed, this time included: more than 3 without a commit means it kills its host.</param>
public sealed record ClaimedTimer(TimerRow Timer, int Attempts);
