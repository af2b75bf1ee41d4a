using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CaseFlow.Persistence.Storage;

/// <summary>Keeps connections with their prepared commands; as many as are read from at once.</summary>
internal sealed class SqliteReading(SqliteDatabase database) : Reading
{
    private const int MostKept = 32;
    private readonly ConcurrentBag<Session> _idle = [];
    private volatile bool _closed;

    public override ValueTask<ReadingSession> Open(CancellationToken cancellationToken) =>
        ValueTask.FromResult<ReadingSession>(_idle.TryTake(out var session) ? session : new Session(this, database.OpenForReading()));

    public override ValueTask DisposeAsync()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
        {
            session.Close();
        }

        return ValueTask.CompletedTask;
    }

    private void Return(Session session)
    {
        if (_closed || _idle.Count >= MostKept)
        {
            session.Close();
        }
        else
        {
            _idle.Add(session);
        }
    }

    private sealed class Session(SqliteReading owner, SqliteConnection connection) : ReadingSession
    {
        private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

        public override DbCommand Command(string sql)
        {
            if (_commands.TryGetValue(sql, out var command))
            {
                command.Parameters.Clear();
                return command;
            }

            command = connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
            return command;
        }

        public override ValueTask DisposeAsync()
        {
            owner.Return(this);
            return ValueTask.CompletedTask;
        }

        public void Close()
        {
            foreach (var command in _commands.Values)
            {
                command.Dispose();
            }

            connection.Dispose();
        }
    }
}
