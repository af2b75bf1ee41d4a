using System.Data.Common;
using CaseFlow.Cases.Storage;
using Npgsql;

namespace CaseFlow.Persistence.Gate;

/// <summary>The scope of the items that one connection runs, one transaction each. Npgsql prepares a command's text by itself the second time it is seen on the connection.</summary>
internal sealed class PostgresScope(NpgsqlConnection connection, Func<NpgsqlConnection, CaseFlowDb> openData) : GateScope, IDisposable
{
    private readonly PostgresBatch _batch = new(connection);
    private NpgsqlTransaction? _transaction;
    private CaseFlowDb? _data;
    private bool _dataUsed;

    // Whoever asks for one of these may read what the statements before have written, so those go first.
    public override DbConnection Connection
    {
        get
        {
            _batch.Send();
            return connection;
        }
    }

    public override DbTransaction Transaction
    {
        get
        {
            _batch.Send();
            return _transaction ?? throw new InvalidOperationException("The scope was used after its work had returned.");
        }
    }

    public override ICaseData Data
    {
        get
        {
            _batch.Send();
            _data ??= openData(connection);
            if (!_dataUsed)
            {
                _data.OpenForWriting(Transaction);
                _dataUsed = true;
            }

            return _data;
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

    public void EndItem()
    {
        ForgetAudit();
        _batch.Forget();
        if (_dataUsed)
        {
            _dataUsed = false;
            _data!.CloseForWriting();
        }
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

    public void Dispose()
    {
        _data?.Dispose();
        connection.Dispose();
    }
}
