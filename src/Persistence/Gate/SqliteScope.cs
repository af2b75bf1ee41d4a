using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CaseFlow.Persistence.Gate;

/// <summary>
/// The scope of every item that one connection runs, one after another: the connection, its prepared commands and its
/// context live as long as the connection. The transaction is begun and ended by statements prepared like any other:
/// SqliteTransaction would have SQLite parse them each time.
/// </summary>
internal sealed class SqliteScope(SqliteConnection connection, Func<SqliteConnection, CaseFlowDb> openData) : GateScope(() => openData(connection))
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private bool _open;

    public override DbConnection Connection => connection;

    protected override bool IsOpen => _open;

    protected override DbTransaction? Current => null;

    public override string? AuditLock => null;

    public override string KeepRead => "";

    public override bool StatementsGoTogether => false;

    public override DbCommand Command(string sql)
    {
        var command = Prepared(sql);
        command.Parameters.Clear();
        return command;
    }

    public override GateStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement.Begin();
    }

    public void Begin() => _open = true;

    /// <summary>After a failure nothing is known of readers left open, so every command is made anew.</summary>
    public void ForgetCommands()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }

    public void EndGroup() => _open = false;

    public override void Dispose()
    {
        ForgetCommands();
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        base.Dispose();
    }

    private SqliteCommand Prepared(string sql)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }

        return command;
    }
}
