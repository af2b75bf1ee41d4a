using CaseFlow.Cases.Storage;
using CaseFlow.RuntimeKit;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Persistence.Tests;

/// <summary>A database with the schema, and a host's services on it. A second host is opened on the same database.</summary>
internal sealed class MigratedStorage : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly bool _owns;

    private MigratedStorage(TestDatabase database, bool owns, Action<IServiceCollection>? add)
    {
        (_database, _owns) = (database, owns);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:CaseFlow", database.ConnectionString)]).Build();
        var services = new ServiceCollection().AddLogging().AddCaseFlowPersistence(configuration);
        add?.Invoke(services);
        Services = services.BuildServiceProvider(validateScopes: true);
    }

    public string ConnectionString => _database.ConnectionString;

    public ServiceProvider Services { get; }

    public CaseFlowStorage Storage => Services.GetRequiredService<CaseFlowStorage>();

    public IWriteGate Gate => Services.GetRequiredService<IWriteGate>();

    public static async Task<MigratedStorage> Create(DatabaseKind kind, Action<IServiceCollection>? add = null) =>
        new(await MigratedDatabase.Create(kind), owns: true, add);

    public MigratedStorage SecondHost(Action<IServiceCollection>? add = null) => new(_database, owns: false, add);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public Task<T?> Scalar<T>(string sql) => Gate.Run(scope => (T?)scope.Command(sql).ExecuteScalar());

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_owns)
        {
            await _database.DisposeAsync();
        }
    }
}
