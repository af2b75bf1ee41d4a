namespace CaseFlow.Workflows.Storage;

/// <summary>
/// What one burst leaves for another instance: a child to start, a parent to tell, an event. Each row becomes a burst of
/// its own, whose guard deletes the row.
/// </summary>
public interface IInboxStore
{
    /// <summary>Claims up to <paramref name="max"/> rows, oldest first, as <see cref="ITimerStore.ClaimDue"/> does.</summary>
    Task<IReadOnlyList<ClaimedInbox>> Claim(DateTimeOffset now, int max, string host, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>Adds one to a claim's attempts. False where it is no longer this host's claim.</summary>
    Task<bool> CountAttempt(Guid inboxId, string host, CancellationToken cancellationToken = default);

    Task Release(Guid inboxId, DateTimeOffset notBefore, CancellationToken cancellationToken = default);

    /// <summary>Gives this host's claims back as they were taken, with the attempts they had then.</summary>
    Task GiveBack(IReadOnlyList<ClaimedInbox> claims, string host, CancellationToken cancellationToken = default);

    /// <summary>Gives back every claim of a host, with one attempt at least: called when that host starts.</summary>
    Task ReleaseHost(string host, CancellationToken cancellationToken = default);

    /// <summary>Puts rows in place of one, in one gate item: an event becomes one row for each instance that waits for it. False where it was gone.</summary>
    Task<bool> Expand(Guid inboxId, IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes the start of an instance away, and the row that asks for it, in one gate item. False, with nothing changed,
    /// where no start waits: it has been done, or another host is at its commit and this waited for it.
    /// </summary>
    Task<bool> WithdrawStart(string instanceId, Guid askedBy, CancellationToken cancellationToken = default);

    /// <summary>Adds rows outside a burst: an event from outside.</summary>
    Task Add(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken = default);

    /// <summary>How many rows wait, parked ones left out.</summary>
    Task<int> Count(CancellationToken cancellationToken = default);
}

public enum InboxKind
{
    /// <summary>Run the stimulus in Payload on TargetInstanceId.</summary>
    Stimulus = 0,

    /// <summary>Start the instance TargetInstanceId of DefinitionId with the Start in Payload.</summary>
    Start = 1,

    /// <summary>Deliver the event Name to whoever waits for it; Payload is the event's value.</summary>
    Event = 2,
}

/// <summary>One stimulus on its way.</summary>
/// <param name="TargetInstanceId">The instance to run; for an event the instance it is kept to, or null for any.</param>
/// <param name="DefinitionId">What to start.</param>
/// <param name="VersionId">The version to start; null for the published one.</param>
/// <param name="ParentInstanceId">The starter that wants to be told of the end; null where none does.</param>
/// <param name="Payload">A BurstJournal holding the one stimulus, in the engine's own bytes.</param>
public sealed record InboxRow(
    Guid InboxId,
    InboxKind Kind,
    string? TargetInstanceId,
    string? DefinitionId,
    string? VersionId,
    string? ParentInstanceId,
    Guid? CaseId,
    string? Name,
    string? CorrelationId,
    byte[] Payload,
    DateTimeOffset CreatedAt)
{
    /// <summary>Who asked for it, where somebody did.</summary>
    public Guid? ByPersonId { get; init; }
}

/// <summary>A stimulus claimed by this host.</summary>
/// <param name="Attempts">As for <see cref="ClaimedTimer"/>.</param>
public sealed record ClaimedInbox(InboxRow Row, int Attempts);
