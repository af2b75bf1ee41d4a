using System.Data.Common;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Audit;

namespace CaseFlow.Persistence.Gate;

/// <summary>
/// What both gates hand to their work. There is one EF context for the life of a connection, made when it is first asked
/// for and emptied after each item: a new one each time would register EF's functions again, which makes SQLite prepare
/// every statement again.
/// </summary>
internal abstract class GateScope(Func<CaseFlowDb> openData) : WriteScope, IDisposable
{
    private readonly List<AuditEntry> _entries = [];
    private CaseFlowDb? _data;
    private bool _dataUsed;

    public override DbTransaction? Transaction => IsOpen ? Current : throw new InvalidOperationException("The scope was used after its work had returned.");

    public override ICaseData Data
    {
        get
        {
            var transaction = Transaction;
            _data ??= openData();
            if (!_dataUsed)
            {
                _data.OpenForWriting(transaction);
                _dataUsed = true;
            }

            return _data;
        }
    }

    /// <summary>The database is across a network, so that the statements nobody waits for travel as one.</summary>
    public abstract bool StatementsGoTogether { get; }

    /// <summary>Run before the head of the audit log is read, so that it is this transaction's until the end; null where there is but one writer.</summary>
    public abstract string? AuditLock { get; }

    /// <summary>What keeps a row as it was read until the transaction ends; empty where there is but one writer.</summary>
    public abstract string KeepRead { get; }

    /// <summary>Whether a transaction is under way.</summary>
    protected abstract bool IsOpen { get; }

    /// <summary>The transaction of what is running. Whoever asks for it may read what the statements before have written, so those have gone.</summary>
    protected abstract DbTransaction? Current { get; }

    public abstract GateStatement Statement(string sql);

    public sealed override void Audit(AuditEntry entry)
    {
        entry.Check();
        _entries.Add(entry);
    }

    /// <summary>The last writes of an item, so that the lock on the log is the last that is taken and is held for a moment only.</summary>
    public void WriteAudit()
    {
        if (_entries.Count > 0)
        {
            AuditWriting.Write(this, _entries);
            _entries.Clear();
        }
    }

    public virtual void EndItem()
    {
        _entries.Clear();
        if (_dataUsed)
        {
            _dataUsed = false;
            _data!.CloseForWriting();
        }
    }

    public virtual void Dispose() => _data?.Dispose();
}
