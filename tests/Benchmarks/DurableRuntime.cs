using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.Persistence;
using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Time;
using CaseFlow.Workflows;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Benchmarks;

/// <summary>The product's runtime and store on an empty database of their own.</summary>
public sealed class DurableRuntime : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private DurableRuntime(TestDatabase database)
    {
        _database = database;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:CaseFlow", database.ConnectionString)]).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(ContentLibrary.Empty)
            .AddSingleton(Flows.Catalogue)
            .AddCaseFlowPersistence(configuration)
            .AddWorkflows(new PumpOptions())
            .BuildServiceProvider();
    }

    public HandSetClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    public string ConnectionString => _database.ConnectionString;

    public WorkflowRunner Runner => Get<WorkflowRunner>();

    public static async Task<DurableRuntime> Create(DatabaseKind kind)
    {
        var runtime = new DurableRuntime(await TestDatabase.Create(kind));
        await SchemaMigrator.Migrate(runtime.Get<CaseFlowStorage>(), runtime.Clock);
        return runtime;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task Publish(string json)
    {
        var result = await Get<DefinitionCatalogue>().Publish(json, "benchmark");
        _ = result.Version ?? throw new InvalidOperationException(string.Join('\n', result.Problems));
    }

    public async Task<InstanceState> Start(string definitionId) =>
        await Runner.Start(new StartOptions { DefinitionId = definitionId, Input = Value.EmptyMap }) is Ran ran ? ran.State : throw new InvalidOperationException("The instance did not start.");

    /// <summary>One durable step: the event arrives and the instance runs to its next wait.</summary>
    public async Task<InstanceState> Step(InstanceState state) =>
        await Runner.Resume(new ResumeOptions(state.InstanceId, new ResumeWait(state.Waits[0].WaitId, Value.Undefined))) is Ran ran ? ran.State : throw new InvalidOperationException("The step was lost.");

    /// <summary>Bytes of the state and of the journal row that a step writes.</summary>
    public async Task<(int State, int Journal)> StepBytes(InstanceState state)
    {
        var stored = await Get<IInstanceStore>().Load(state.InstanceId) ?? throw new InvalidOperationException("The instance is gone.");
        var journal = await Get<IInstanceStore>().Journal(state.InstanceId);
        return (stored.State.Length, journal[^1].Entry.Length);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
