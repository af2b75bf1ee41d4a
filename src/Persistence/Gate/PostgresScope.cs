using System.Data.Common;
using Npgsql;

namespace CaseFlow.Persistence.Gate;

/// <summary>The scope of the items that one connection runs, one transaction each. Npgsql prepares a command's text by itself the second time it is seen on the connection.</summary>
internal sealed class PostgresScope(NpgsqlConnection connection, Func<NpgsqlConnection, CaseFlowDb> openData) : GateScope(() => openData(connection))
{
    private readonly PostgresBatch _batch = new(connection);
    private NpgsqlTransaction? _transaction;

    // Whoever asks for one of these may read what the statements before have written, so those go first.
    public override DbConnection Connection
    {
        get
        {
            _batch.Send();
            return connection;
        }
    }

    protected override bool IsOpen => _transaction is not null;

    protected override DbTransaction? Current
    {
        get
        {
            _batch.Send();
            return _transaction;
        }
    }

    // Any number that no other program locks.
    public override string? AuditLock => "SELECT pg_advisory_xact_lock(7305412)";

    public override string KeepRead => " FOR SHARE";

    /// <summary>
    /// A new command each time: the prepared statement is cached by its text in the connection. (A command that is used
    /// again after its parameters are cleared sends the old values: Npgsql 10.0.0.)
    /// </summary>
    public override DbCommand Command(string sql)
    {
        _batch.Send();
        return new NpgsqlCommand(sql, connection, _transaction);
    }

    public override bool StatementsGoTogether => true;

    public override GateStatement Statement(string sql) => new PostgresStatement(_batch, sql);

    public void Begin()
    {
        _transaction = connection.BeginTransaction();
        _batch.Transaction = _transaction;
    }

    /// <summary>Executes what the work left to be executed.</summary>
    public void Finish() => _batch.Send();

    public override void EndItem()
    {
        _batch.Forget();
        base.EndItem();
    }

    public void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    public void Rollback()
    {
        _transaction?.Rollback();
        _transaction?.Dispose();
        _transaction = null;
    }

    public override void Dispose()
    {
        base.Dispose();
        connection.Dispose();
    }
}
