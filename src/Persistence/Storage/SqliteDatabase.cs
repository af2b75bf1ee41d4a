using CaseFlow.Cases.Storage;
using Microsoft.Data.Sqlite;

namespace CaseFlow.Persistence.Storage;

/// <summary>A SQLite file and the settings that every connection to it has, asserted after they are set: durability is not left to a default.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly string _unpooled;

    public SqliteDatabase(string connectionString)
    {
        var given = new SqliteConnectionStringBuilder(connectionString);
        if (string.IsNullOrWhiteSpace(given.DataSource) || given.Mode == SqliteOpenMode.Memory || given.DataSource == ":memory:")
        {
            throw new StorageException("CaseFlow keeps its data in a file. Name it in the connection string: Data Source=caseflow.db");
        }

        File = Path.GetFullPath(given.DataSource);
        given.DataSource = File;
        given.ForeignKeys = true;
        given.Pooling = false;
        _unpooled = given.ConnectionString;
        given.Pooling = true;
        Reading = given.ConnectionString;
    }

    public string File { get; }

    /// <summary>Pooled, for EF, with <see cref="SqliteReadSettings"/>.</summary>
    public string Reading { get; }

    public SqliteConnection OpenForWriting()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var connection = new SqliteConnection(_unpooled);
        try
        {
            connection.Open();
            SqliteSettings.Apply(connection, readOnly: false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenForReading()
    {
        var connection = new SqliteConnection(_unpooled);
        connection.Open();
        SqliteSettings.Apply(connection, readOnly: true);
        return connection;
    }

    public ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(Reading);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }
}
