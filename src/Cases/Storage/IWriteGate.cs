using System.Data.Common;
using CaseFlow.Cases.Audit;

namespace CaseFlow.Cases.Storage;

/// <summary>
/// The one door through which everything is written. On SQLite a single thread drains a queue and commits what is
/// queued together, one savepoint per item; on PostgreSQL each item is a transaction of its own.
/// </summary>
public interface IWriteGate
{
    /// <summary>
    /// Runs <paramref name="work"/> inside a transaction and completes when it is durable. An exception from the work
    /// rolls back this item alone and reaches the caller. Only database I/O belongs inside: no engine runs, no network,
    /// no waiting, no awaiting. Where the transaction loses against another (a deadlock on PostgreSQL) the work is run
    /// again, so it changes nothing but the database. A <see cref="StorageException"/> says that the database failed.
    /// </summary>
    Task<T> Run<T>(Func<WriteScope, T> work, CancellationToken cancellationToken = default);
}

/// <summary>What work inside the gate gets: the connection and transaction, prepared commands, and a context on demand.</summary>
public abstract class WriteScope
{
    public abstract DbConnection Connection { get; }

    /// <summary>For commands made of the connection by hand; null on SQLite, where whatever the connection runs is inside.</summary>
    public abstract DbTransaction? Transaction { get; }

    /// <summary>A prepared command, cached by its text for the life of the connection, enlisted in the transaction, with its parameters cleared.</summary>
    public abstract DbCommand Command(string sql);

    /// <summary>A fresh context enlisted in the same connection and transaction. Call SaveChanges on it before returning.</summary>
    public abstract ICaseData Data { get; }

    /// <summary>
    /// Puts what a person did into the audit log, in this transaction: it is written when the work has returned, and only
    /// if the work is kept.
    /// </summary>
    public abstract void Audit(AuditEntry entry);
}
