using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Emails;

/// <summary>
/// The sender's side of the outbox. Bursts write rows; only the sender changes them. A claim keeps other hosts from
/// sending the same message while its lease lasts; every method is one item of the write gate.
/// </summary>
public interface IOutboxStore
{
    /// <summary>Claims up to <paramref name="max"/> unsent rows whose turn it is and that nobody holds, oldest turn first.</summary>
    Task<IReadOnlyList<ClaimedEmail>> Claim(DateTimeOffset now, int max, string host, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>The server took it. False where this host no longer holds the row.</summary>
    Task<bool> MarkSent(Guid outboxId, string host, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>To be tried again from <paramref name="next"/>; adds one to the attempts.</summary>
    /// <param name="forServer">True where the server was at fault, not the message: see <see cref="BringForward"/>.</param>
    Task Defer(Guid outboxId, string host, DateTimeOffset next, string reason, bool forServer, CancellationToken cancellationToken = default);

    /// <summary>Never to be sent: marks it and, in the same transaction, tells the case's timeline and leaves the event.</summary>
    /// <param name="bounced">What tells processes of it; null where the address is not at fault.</param>
    /// <returns>False where this host no longer holds the row: nothing was written.</returns>
    Task<bool> Fail(ClaimedEmail email, string host, DateTimeOffset at, string reason, InboxRow? bounced = null, CancellationToken cancellationToken = default);

    /// <summary>Gives claims back untouched.</summary>
    Task Release(IReadOnlyList<Guid> outboxIds, string host, CancellationToken cancellationToken = default);

    /// <summary>Gives back every claim of a host: called when that host starts.</summary>
    Task ReleaseHost(string host, CancellationToken cancellationToken = default);

    /// <summary>The server answers again: those that were only waiting for it have their turn now. Gives how many.</summary>
    Task<int> BringForward(DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>When the next unsent row has its turn; null when none is left.</summary>
    Task<DateTimeOffset?> NextTurn(CancellationToken cancellationToken = default);

    /// <summary>How many rows wait, went and failed.</summary>
    Task<OutboxCounts> Count(CancellationToken cancellationToken = default);

    /// <summary>Failed rows, newest first: what staff must look at.</summary>
    Task<IReadOnlyList<FailedEmail>> Failed(int take, CancellationToken cancellationToken = default);

    /// <summary>Gives a failed row a fresh ladder, from <paramref name="now"/>. False where it was not a failed one.</summary>
    Task<bool> Retry(Guid outboxId, DateTimeOffset now, CancellationToken cancellationToken = default);

    Task<OutboxRow?> Find(Guid outboxId, CancellationToken cancellationToken = default);

    /// <summary>Within a transaction of the gate: a failed row begins again, to an address. False where it was not a failed one.</summary>
    bool SendAgain(WriteScope scope, Guid outboxId, string address, DateTimeOffset now);

    /// <summary>Removes up to <paramref name="max"/> rows sent before an instant. Gives how many.</summary>
    Task<int> RemoveSent(DateTimeOffset before, int max, CancellationToken cancellationToken = default);
}

/// <param name="Attempts">Attempts made before this claim.</param>
public sealed record ClaimedEmail(OutboxRow Row, int Attempts);

public sealed record OutboxCounts(int Waiting, int Sent, int Failed);

public sealed record FailedEmail(Guid OutboxId, string Template, Guid? CaseId, DateTimeOffset FailedAt, string Reason);
