using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseFlow.Persistence.Scheduling;

/// <summary>Where the scheduler keeps its own tables: a file beside ours on SQLite, a schema of its own on PostgreSQL.</summary>
public sealed record QuartzDatabase(StorageProvider Provider, string ConnectionString)
{
    private const string Schema = "quartz";

    /// <summary>The scheduler's database for ours. Creates the folder or the schema where it is missing.</summary>
    public static QuartzDatabase Beside(string connectionString) => StorageProviders.Of(connectionString) == StorageProvider.PostgreSql
        ? InSchema(connectionString)
        : BesideFile(connectionString);

    private static QuartzDatabase BesideFile(string connectionString)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        var folder = Path.GetDirectoryName(file)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder {folder} of the database could not be made: {exception.Message} Name a folder this service may write to, in CaseFlow:DataFolder or in the connection string.", exception);
        }

        var path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}-schedule.db");
        return new(StorageProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString);
    }

    private static QuartzDatabase InSchema(string connectionString)
    {
        try
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            using var exists = new NpgsqlCommand("SELECT 1 FROM information_schema.schemata WHERE schema_name = $1", connection) { Parameters = { new() { Value = Schema } } };
            if (exists.ExecuteScalar() is null)
            {
                using var create = new NpgsqlCommand($"CREATE SCHEMA IF NOT EXISTS {Schema}", connection);
                create.ExecuteNonQuery();
            }
        }
        catch (NpgsqlException exception)
        {
            throw new StorageException($"The scheduler's schema \"{Schema}\" could not be made: {exception.Message}. Check the connection string, or create the schema and give CaseFlow's role the right to use it.", exception);
        }

        return new(StorageProvider.PostgreSql, new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema }.ConnectionString);
    }
}
