using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.RuntimeKit;

/// <summary>A database of a test's own that has the schema: a copy of one that was migrated once, which is far quicker than to migrate each.</summary>
public static class MigratedDatabase
{
    private static readonly Dictionary<DatabaseKind, Lazy<Task<TestDatabase>>> Templates =
        Enum.GetValues<DatabaseKind>().ToDictionary(kind => kind, kind => new Lazy<Task<TestDatabase>>(() => Task.Run(() => Migrate(kind))));

    public static async Task<TestDatabase> Create(DatabaseKind kind) => await (await Templates[kind].Value).Copy();

    private static async Task<TestDatabase> Migrate(DatabaseKind kind)
    {
        var database = await TestDatabase.Create(kind);
        await using var storage = CaseFlowStorage.Open(database.ConnectionString);
        await SchemaMigrator.Migrate(storage, TimeProvider.System);
        if (kind == DatabaseKind.Sqlite)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        return database;
    }
}
