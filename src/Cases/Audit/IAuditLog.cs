namespace CaseFlow.Cases.Audit;

/// <summary>
/// Reads of the audit log. It is written by <see cref="Storage.WriteScope.Audit"/>, in the transaction of what it records,
/// and by nothing else.
/// </summary>
public interface IAuditLog
{
    Task<AuditHead> Head(CancellationToken cancellationToken = default);

    /// <summary>Every row in order, one at a time.</summary>
    IAsyncEnumerable<AuditRecord> Read(CancellationToken cancellationToken = default);

    /// <summary>What was done to something, oldest first.</summary>
    Task<IReadOnlyList<AuditRecord>> Of(AuditSubject subject, CancellationToken cancellationToken = default);
}
