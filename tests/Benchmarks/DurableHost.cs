using CaseFlow.Persistence;
using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Benchmarks;

/// <summary>The runtime on a database of its own, with the benchmark's flowcharts published.</summary>
public sealed class DurableHost : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private DurableHost(TestDatabase database)
    {
        _database = database;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(ContentLibrary.Empty)
            .AddSingleton(Flows.Catalogue)
            .AddCaseFlowPersistence(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:CaseFlow", database.ConnectionString)]).Build())
            .AddWorkflows()
            .BuildServiceProvider();
    }

    public WorkflowRunner Runner => Get<WorkflowRunner>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<DurableHost> Start(DatabaseKind kind, params string[] flows)
    {
        var host = new DurableHost(await TestDatabase.Create(kind));
        await SchemaMigrator.Migrate(host.Get<CaseFlowStorage>(), TimeProvider.System);
        foreach (var flow in flows)
        {
            var result = await host.Get<DefinitionCatalogue>().Publish(flow, "benchmark");
            _ = result.Version ?? throw new InvalidDataException(string.Join("; ", result.Problems));
        }

        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
