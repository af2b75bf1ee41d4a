using CaseFlow.Cases.Storage;
using Npgsql;

namespace CaseFlow.Persistence.Storage;

/// <summary>A PostgreSQL database: one pool that writes durably and one that cannot write at all.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private const int MostWriters = 64;
    private readonly NpgsqlDataSource _writing;

    public PostgresDatabase(string connectionString)
    {
        _writing = Open(connectionString, "-c synchronous_commit=on", minimum: 0, maximum: MostWriters);
        Reading = Open(connectionString, "-c default_transaction_read_only=on", minimum: 0, maximum: 100);
    }

    /// <summary>Connections whose transactions are read-only, so that nothing is written past the gate.</summary>
    public NpgsqlDataSource Reading { get; }

    public NpgsqlConnection OpenForWriting()
    {
        var connection = _writing.OpenConnection();
        try
        {
            using var command = new NpgsqlCommand("SELECT current_setting('synchronous_commit')", connection);
            var setting = (string?)command.ExecuteScalar();
            return setting is "on" or "remote_apply"
                ? connection
                : throw new StorageException($"The database could not be opened safely: synchronous_commit is {setting}. Set it to on for CaseFlow's role.");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.DisposeAsync();
        await Reading.DisposeAsync();
    }

    private static NpgsqlDataSource Open(string connectionString, string options, int minimum, int maximum)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MinPoolSize = minimum,
            MaxPoolSize = maximum,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = false,
        };
        settings.Options = string.IsNullOrEmpty(settings.Options) ? options : settings.Options + " " + options;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
