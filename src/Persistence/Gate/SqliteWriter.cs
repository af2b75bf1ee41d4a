using CaseFlow.Cases.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseFlow.Persistence.Gate;

/// <summary>The gate's one connection, its transaction and the savepoint of the item that is running.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteScope _scope;
    private readonly sqlite3 _handle;
    private readonly sqlite3_stmt _mark;
    private readonly sqlite3_stmt _release;
    private readonly sqlite3_stmt _undo;
    private SqliteTransaction? _transaction;

    public SqliteWriter(SqliteConnection connection, Func<SqliteConnection, CaseFlowDb> openData)
    {
        _connection = connection;
        _scope = new SqliteScope(connection, openData);
        _handle = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        _mark = Prepare("SAVEPOINT item");
        _release = Prepare("RELEASE item");
        _undo = Prepare("ROLLBACK TO item");
    }

    public WriteScope Scope => _scope;

    /// <summary>False when SQLite has rolled the transaction back by itself, as it may on a full disk.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public void Begin()
    {
        // BEGIN IMMEDIATE: the write lock is taken at once, so that no later statement can fail for want of it.
        _transaction = _connection.BeginTransaction(deferred: false);
        _scope.Begin(_transaction);
    }

    public void Mark() => Step(_mark);

    public void Keep(bool alone)
    {
        _scope.EndItem();
        if (!InTransaction)
        {
            throw new StorageException("Nothing was saved, because the database ended the transaction. Try again.");
        }

        if (!alone)
        {
            Step(_release);
        }
    }

    public void Undo(bool alone, bool asked)
    {
        _scope.EndItem();
        if (!asked)
        {
            _scope.ForgetCommands();
        }

        if (alone)
        {
            _transaction!.Rollback();
            _transaction.Dispose();
            Begin();
            return;
        }

        Step(_undo);
        Step(_release);
    }

    public void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
        _scope.EndGroup();
    }

    /// <summary>Rolls the group back and keeps the connection; false where it is not fit to be kept.</summary>
    public bool TryAbandon()
    {
        _scope.EndItem();
        _scope.ForgetCommands();
        try
        {
            _transaction?.Dispose();
        }
        catch (SqliteException)
        {
            return false;
        }

        _transaction = null;
        _scope.EndGroup();
        return !InTransaction;
    }

    public void Dispose()
    {
        _scope.Dispose();
        raw.sqlite3_finalize(_mark);
        raw.sqlite3_finalize(_release);
        raw.sqlite3_finalize(_undo);
        try
        {
            _transaction?.Dispose();
        }
        catch (SqliteException)
        {
            // SQLite has already rolled it back, or closing the connection will.
        }

        _connection.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        return code == raw.SQLITE_OK ? statement : throw Error(code);
    }

    private void Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
        {
            throw Error(code);
        }
    }

    private SqliteException Error(int code) => new(raw.sqlite3_errmsg(_handle).utf8_to_string(), code & 0xff, code);
}
