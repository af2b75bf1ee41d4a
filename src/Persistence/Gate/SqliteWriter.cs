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
    private readonly SqliteCommand _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _mark;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _undo;
    private int _changesBefore;
    private int _changesBeforeItem;

    public SqliteWriter(SqliteConnection connection, Func<SqliteConnection, CaseFlowDb> openData)
    {
        _connection = connection;
        _scope = new SqliteScope(connection, openData);
        _handle = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        // Where another program holds the lock for longer than busy_timeout, a command goes on asking; a statement would not.
        _begin = connection.CreateCommand();
        _begin.CommandText = "BEGIN IMMEDIATE";
        _commit = new SqliteStatement(_handle, "COMMIT");
        _rollback = new SqliteStatement(_handle, "ROLLBACK");
        _mark = new SqliteStatement(_handle, "SAVEPOINT item");
        _release = new SqliteStatement(_handle, "RELEASE item");
        _undo = new SqliteStatement(_handle, "ROLLBACK TO item");
    }

    public SqliteScope Scope => _scope;

    /// <summary>False when SQLite has rolled the transaction back by itself, as it may on a full disk.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public void Begin()
    {
        // IMMEDIATE: the write lock is taken at once, so that no later statement can fail for want of it.
        _begin.ExecuteNonQuery();
        _changesBefore = raw.sqlite3_total_changes(_handle);
        _scope.Begin();
    }

    public void Mark()
    {
        _mark.Execute();
        _changesBeforeItem = raw.sqlite3_total_changes(_handle);
    }

    /// <param name="marked">Whether the item has a savepoint.</param>
    public void Keep(bool marked)
    {
        _scope.EndItem();
        if (!InTransaction)
        {
            throw new StorageException("Nothing was saved, because the database ended the transaction. Try again.");
        }

        if (marked)
        {
            _release.Execute();
        }
    }

    /// <summary>Rolls back to the item's savepoint, or the whole group where it has none; then a new one is begun.</summary>
    public void Undo(bool marked, bool asked)
    {
        _scope.EndItem();
        if (!asked)
        {
            _scope.ForgetCommands();
        }

        if (!marked)
        {
            _rollback.Execute();
            Begin();
            return;
        }

        _undo.Execute();
        _release.Execute();

        // SQLite's count knows nothing of rolling back, and what was undone is not written.
        _changesBefore += raw.sqlite3_total_changes(_handle) - _changesBeforeItem;
    }

    /// <summary>Makes the group durable; true where it changed any row.</summary>
    public bool Commit()
    {
        _commit.Execute();
        _scope.EndGroup();
        return raw.sqlite3_total_changes(_handle) != _changesBefore;
    }

    /// <summary>Rolls the group back and keeps the connection; false where it is not fit to be kept.</summary>
    public bool TryAbandon()
    {
        _scope.EndItem();
        _scope.ForgetCommands();
        _scope.EndGroup();
        try
        {
            if (InTransaction)
            {
                _rollback.Execute();
            }
        }
        catch (SqliteException)
        {
            return false;
        }

        return !InTransaction;
    }

    public void Dispose()
    {
        _scope.Dispose();
        _mark.Dispose();
        _release.Dispose();
        _undo.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();

        // What is still open is rolled back by closing.
        _connection.Dispose();
    }
}
