using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Audit;

namespace CaseFlow.Persistence.Gate;

/// <summary>
/// A statement of the hot path, without the cost of a DbCommand. Its parameters are $1, $2 … in the order in which they
/// first appear, and are given in that order; then it is executed and can be given again.
/// </summary>
internal abstract class GateStatement
{
    public abstract GateStatement Text(string? value);

    public abstract GateStatement Number(long? value);

    public abstract GateStatement Id(Guid? value);

    public abstract GateStatement Bytes(byte[] value);

    public abstract GateStatement Date(DateOnly? value);

    public GateStatement Instant(DateTimeOffset? value) => Number(value?.ToUnixTimeMilliseconds());

    /// <summary>How many rows it changed.</summary>
    public abstract int Execute();

    /// <summary>Executed before anything that is asked for after it, and before the commit; nobody waits for its answer.</summary>
    public abstract void Later();

    /// <summary>
    /// Executes what must change a row. False where it did not; where statements go together the answer comes later, and
    /// the item is undone by <paramref name="otherwise"/>.
    /// </summary>
    public abstract bool MustChange(Func<UndoneException> otherwise);
}

/// <summary>What both gates hand to their work.</summary>
internal abstract class GateScope : WriteScope
{
    private readonly List<AuditEntry> _entries = [];

    /// <summary>The database is across a network, so that the statements nobody waits for travel as one.</summary>
    public abstract bool StatementsGoTogether { get; }

    public abstract GateStatement Statement(string sql);

    /// <summary>Run before the head of the audit log is read, so that it is this transaction's until the end; null where there is but one writer.</summary>
    public abstract string? AuditLock { get; }

    /// <summary>What keeps a row as it was read until the transaction ends; empty where there is but one writer.</summary>
    public abstract string KeepRead { get; }

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

    protected void ForgetAudit() => _entries.Clear();
}

internal static class GateStatements
{
    public static GateStatement Statement(this WriteScope scope, string sql) => ((GateScope)scope).Statement(sql);
}
