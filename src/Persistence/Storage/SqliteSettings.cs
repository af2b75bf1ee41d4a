using System.Data.Common;
using System.Globalization;
using CaseFlow.Cases.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseFlow.Persistence.Storage;

/// <summary>The PRAGMAs of every connection.</summary>
internal static class SqliteSettings
{
    // temp_store: savepoints keep their undo pages in memory. journal_size_limit: the WAL is cut back after a long reader let it grow.
    private const string Shared =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; ";

    private const string Writing = Shared + "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-65536; PRAGMA query_only=OFF;";

    private const string Reading = Shared + "PRAGMA cache_size=-8192; PRAGMA query_only=ON;";

    public static void Apply(SqliteConnection connection, bool readOnly)
    {
        using var command = connection.CreateCommand();
        command.CommandText = readOnly ? Reading : Writing;
        command.ExecuteNonQuery();
        Assert(command, "journal_mode", "wal");
        Assert(command, "synchronous", "2");
        Assert(command, "foreign_keys", "1");
        Assert(command, "query_only", readOnly ? "1" : "0");
    }

    private static void Assert(SqliteCommand command, string pragma, string expected)
    {
        command.CommandText = $"PRAGMA {pragma}";
        var actual = Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (!string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new StorageException(
                $"The database could not be opened safely: {pragma} is {actual}, not {expected}. Keep the file on a local disk (not a network share), and start CaseFlow again.");
        }
    }
}

/// <summary>Makes every pooled connection that EF opens a reading one. A pooled connection keeps its PRAGMAs, but whether this is a new one cannot be seen from here, and setting them again costs microseconds.</summary>
internal sealed class SqliteReadSettings : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        SqliteSettings.Apply((SqliteConnection)connection, readOnly: true);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SqliteSettings.Apply((SqliteConnection)connection, readOnly: true);
        return Task.CompletedTask;
    }
}
