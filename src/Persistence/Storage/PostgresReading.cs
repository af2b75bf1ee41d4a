using System.Data.Common;
using Npgsql;

namespace CaseFlow.Persistence.Storage;

/// <summary>Npgsql's own pool; it prepares a command's text by itself.</summary>
internal sealed class PostgresReading(NpgsqlDataSource source) : Reading
{
    public override async ValueTask<ReadingSession> Open(CancellationToken cancellationToken) =>
        new Session(await source.OpenConnectionAsync(cancellationToken));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Session(NpgsqlConnection connection) : ReadingSession
    {
        public override DbCommand Command(string sql) => new NpgsqlCommand(sql, connection);

        public override ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
