using Npgsql;

namespace CaseFlow.TestKit.Databases;

/// <summary>An empty database of a test's own, on a real file or a real server, gone when disposed of.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> _remove;

    private TestDatabase(DatabaseKind kind, string connectionString, Func<ValueTask> remove) =>
        (Kind, ConnectionString, _remove) = (kind, connectionString, remove);

    public DatabaseKind Kind { get; }

    public string ConnectionString { get; }

    public static Task<TestDatabase> Create(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? Task.FromResult(CreateSqlite()) : CreatePostgres("");

    /// <summary>Another with the same content, while nobody writes (on PostgreSQL: while nobody is connected).</summary>
    public async Task<TestDatabase> Copy() =>
        Kind == DatabaseKind.Sqlite ? CopyFile() : await CreatePostgres(" TEMPLATE " + new NpgsqlConnectionStringBuilder(ConnectionString).Database);

    public TestDatabase CopyFile()
    {
        var copy = CreateSqlite();
        var (from, to) = (FileOf(this), FileOf(copy));
        foreach (var suffix in new[] { "", "-wal" }.Where(suffix => File.Exists(from + suffix)))
        {
            File.Copy(from + suffix, to + suffix);
        }

        return copy;
    }

    public ValueTask DisposeAsync() => _remove();

    private static string FileOf(TestDatabase database) =>
        database.Kind == DatabaseKind.Sqlite ? database.ConnectionString["Data Source=".Length..] : throw new InvalidOperationException("Only a file can be copied.");

    private static TestDatabase CreateSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-test-").FullName;
        return new TestDatabase(DatabaseKind.Sqlite, $"Data Source={Path.Combine(folder, "caseflow.db")}", () =>
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CreatePostgres(string from)
    {
        var server = await PostgresServer.Shared;
        var name = "test_" + Guid.NewGuid().ToString("N");
        await server.Execute($"CREATE DATABASE {name}{from}");
        return new TestDatabase(DatabaseKind.PostgreSql, server.ConnectionString(name), async () =>
        {
            await using (var connection = new NpgsqlConnection(server.ConnectionString(name)))
            {
                NpgsqlConnection.ClearPool(connection);
            }

            await server.Execute($"DROP DATABASE {name} WITH (FORCE)");
        });
    }
}
