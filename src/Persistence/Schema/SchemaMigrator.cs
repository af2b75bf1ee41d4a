using System.Globalization;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Engine;
using CaseFlow.Persistence.Storage;

namespace CaseFlow.Persistence.Schema;

/// <summary>
/// Brings a database to this build's schema: all steps in one transaction, or none. On PostgreSQL a lock lets one host
/// do it while the others wait.
/// </summary>
public static class SchemaMigrator
{
    private const string CreateVersions =
        "CREATE TABLE IF NOT EXISTS schema_version (version {0} NOT NULL CONSTRAINT pk_schema_version PRIMARY KEY, applied_at {0} NOT NULL, name {1} NOT NULL, content_hash {1} NOT NULL)";

    // Any number that no other program locks.
    private const string Lock = "SELECT pg_advisory_xact_lock(7305411)";

    public static Task Migrate(CaseFlowStorage storage, TimeProvider clock, CancellationToken cancellationToken = default) =>
        MigrateTo(storage, SchemaMigration.All(storage.Provider), clock, cancellationToken);

    internal static Task<int> MigrateTo(CaseFlowStorage storage, IReadOnlyList<SchemaMigration> migrations, TimeProvider clock, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(scope => Apply(scope, storage.Provider, migrations, clock.GetUtcNow()), cancellationToken);

    private static int Apply(WriteScope scope, StorageProvider provider, IReadOnlyList<SchemaMigration> migrations, DateTimeOffset now)
    {
        if (provider == StorageProvider.PostgreSql)
        {
            scope.Command(Lock).ExecuteNonQuery();
        }

        var (number, text) = provider == StorageProvider.PostgreSql ? ("bigint", "text") : ("INTEGER", "TEXT");
        scope.Command(string.Format(CultureInfo.InvariantCulture, CreateVersions, number, text)).ExecuteNonQuery();
        var applied = Applied(scope);
        Check(applied, migrations);
        var missing = migrations.Where(migration => !applied.ContainsKey(migration.Version)).ToList();
        foreach (var migration in missing)
        {
            using (var command = scope.Connection.CreateCommand())
            {
                command.Transaction = scope.Transaction;
                command.CommandText = migration.Sql;
                command.ExecuteNonQuery();
            }

            scope.Command("INSERT INTO schema_version (version, applied_at, name, content_hash) VALUES (@version, @at, @name, @hash)")
                .With("version", (long)migration.Version).With("at", now).With("name", migration.Name).With("hash", migration.Hash)
                .ExecuteNonQuery();
        }

        return missing.Count;
    }

    private static Dictionary<int, string> Applied(WriteScope scope)
    {
        var applied = new Dictionary<int, string>();
        using var reader = scope.Command("SELECT version, content_hash FROM schema_version").ExecuteReader();
        while (reader.Read())
        {
            applied.Add((int)reader.GetInt64(0), reader.GetString(1));
        }

        return applied;
    }

    private static void Check(Dictionary<int, string> applied, IReadOnlyList<SchemaMigration> migrations)
    {
        if (applied.Keys.Any(version => version > migrations[^1].Version))
        {
            throw new StorageException("The database was made by a newer CaseFlow than this. Start that version, or restore a backup from before it.");
        }

        var other = migrations.FirstOrDefault(migration => applied.TryGetValue(migration.Version, out var hash) && hash != migration.Hash);
        if (other is not null)
        {
            throw new StorageException($"The database was made by another build of CaseFlow: its schema step {other.Version:0000} ({other.Name}) differs. Start the build that made it, or begin with an empty database.");
        }
    }
}
