using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.RuntimeKit;

/// <summary>A test's own database, opened.</summary>
public sealed class OpenedStorage : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private OpenedStorage(TestDatabase database, CaseFlowStorage storage) => (_database, Storage) = (database, storage);

    public CaseFlowStorage Storage { get; private set; }

    public IWriteGate Gate => Storage.Gate;

    public string ConnectionString => _database.ConnectionString;

    public static async Task<OpenedStorage> Create(DatabaseKind kind)
    {
        var database = await TestDatabase.Create(kind);
        return new OpenedStorage(database, CaseFlowStorage.Open(database.ConnectionString));
    }

    public Task<int> Execute(string sql) => Gate.Run(scope => scope.Command(sql).ExecuteNonQuery());

    public Task<T?> Scalar<T>(string sql) => Gate.Run(scope => (T?)scope.Command(sql).ExecuteScalar());

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        await _database.DisposeAsync();
    }
}
