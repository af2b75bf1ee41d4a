using System.Diagnostics;
using CaseFlow.Benchmarks.Baselines;
using CaseFlow.Engine.Execution;
using CaseFlow.Persistence;
using CaseFlow.Persistence.Schema;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Benchmarks;

/// <summary>
/// The write gate and the instance store by themselves, writing the bytes of the raw baseline: what the database costs us
/// before an engine has run.
/// </summary>
public static class GateSteps
{
    private const int StateBytes = 800;
    private const int JournalBytes = 120;
    private const int Cases = 64;
    private const int Steps = 20_000;

    public static async Task BesideRawSqlite()
    {
        using var raw = new RawSqlite(StateBytes, JournalBytes, Cases);
        var folder = Directory.CreateTempSubdirectory("caseflow-gate-").FullName;
        await using (var services = await Open($"Data Source={Path.Combine(folder, "caseflow.db")}"))
        {
            var store = services.GetRequiredService<IInstanceStore>();
            var revisions = new long[Cases];
            for (var index = 0; index < Cases; index++)
            {
                await store.Commit(Burst(index, revisions));
            }

            var medians = Measure.Interleaved(
                () => raw.SingleCommits(2000),
                () => raw.GroupCommits(Steps, Cases),
                () => Store(store, revisions, 1, 2000),
                () => Store(store, revisions, Cases, Steps));
            Measure.Print("store, one case at a time", $"{medians[2]:N0} bursts/s", $"{medians[2] / medians[0]:0.00} × raw commits ({medians[0]:N0}/s)");
            Measure.Print("store, 64 cases", $"{medians[3]:N0} bursts/s", $"{medians[3] / medians[1]:0.00} × raw group commit ({medians[1]:N0}/s), {medians[3] / medians[0]:0.0} × raw commits");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static double Store(IInstanceStore store, long[] revisions, int callers, int steps)
    {
        var watch = Stopwatch.StartNew();
        Task.WaitAll([.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(caller)))]);
        return steps / callers * callers / watch.Elapsed.TotalSeconds;

        async Task Call(int caller)
        {
            for (var step = 0; step < steps / callers; step++)
            {
                if (await store.Commit(Burst(caller, revisions)) is not Committed)
                {
                    throw new InvalidOperationException("A burst was lost.");
                }
            }
        }
    }

    private static BurstCommit Burst(int index, long[] revisions)
    {
        var revision = revisions[index]++;
        var id = $"01234567-89ab-7def-8123-{index:x12}";
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000 + revision);
        return new BurstCommit
        {
            Instance = new InstanceWrite(id, "loop", "loop-1", WorkflowStatus.Running, WorkflowSubStatus.Suspended, null, null, null, null, null, new byte[StateBytes], at),
            ExpectedRevision = revision,
            Journal = new JournalRow(id, revision + 1, at, new byte[JournalBytes]),
        };
    }

    private static async Task<ServiceProvider> Open(string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:CaseFlow", connectionString)]).Build();
        var services = new ServiceCollection().AddLogging().AddCaseFlowPersistence(configuration).BuildServiceProvider();
        await SchemaMigrator.Migrate(services.GetRequiredService<Persistence.Storage.CaseFlowStorage>(), TimeProvider.System);
        return services;
    }
}
