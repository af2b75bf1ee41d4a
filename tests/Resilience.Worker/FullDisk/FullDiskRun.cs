using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.Host.Installing;
using CaseFlow.Persistence.Storage;
using CaseFlow.RuntimeKit;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Resilience.Worker.FullDisk;

/// <summary>
/// The product with its background work in a folder on a small disk, which is filled to the last byte while instances are
/// started and timers come due, and then emptied.
/// </summary>
internal static class FullDiskRun
{
    private const int Hands = 4;

    public static async Task<int> Run(string folder)
    {
        var (builder, installation) = Product.Prepare(folder, TimeProvider.System);
        builder.AddBackgroundWork(installation);
        using var host = builder.Build();
        var services = host.Services;
        var storage = services.GetRequiredService<CaseFlowStorage>();
        await services.GetRequiredService<Preparation>().BringSchemaUpToDate();
        await services.GetRequiredService<DefinitionCatalogue>().Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "00:00:01")).ToJson(), "test");
        await host.StartAsync();
        using var enough = new CancellationTokenSource();
        var load = new Load(services.GetRequiredService<WorkflowRunner>());
        var hands = Enumerable.Range(0, Hands).Select(_ => Task.Run(() => load.Run(enough.Token))).ToList();
        await Until(() => load.Kept.Count > 200);

        using var empty = new CancellationTokenSource();
        var ballast = Task.Run(() => new Ballast(Path.Combine(folder, "ballast")).Keep(empty.Token));
        await Until(() => load.Refused > 20);
        Say("health", storage.Health.Problem);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var keptWhileFull = load.Kept.Count;
        await empty.CancelAsync();
        await ballast;

        var watch = Stopwatch.StartNew();
        await Until(() => load.Kept.Count > keptWhileFull);
        Say("write-ms", watch.ElapsedMilliseconds);
        await enough.CancelAsync();
        await Task.WhenAll(hands);
        await Until(async () => await services.GetRequiredService<ITimerStore>().EarliestDue() is null);
        Say("timers-ms", watch.ElapsedMilliseconds);
        Say("health-after", storage.Health.Problem ?? "well");
        await host.StopAsync();

        Say("kept", load.Kept.Count);
        Say("refused", load.Refused);
        var stored = await Stored(services);
        Say("lost", load.Kept.Except(stored.Select(one => one.Instance)).Count());
        Say("unasked", stored.Select(one => one.Instance).Except(load.Kept).Count());
        Say("unfinished", stored.Count(one => one.Status != WorkflowStatus.Finished));
        await Product.SayViolations(services);
        Console.WriteLine("done");
        return 0;
    }

    private static async Task<List<(string Instance, WorkflowStatus Status)>> Stored(IServiceProvider services)
    {
        var stored = new List<(string, WorkflowStatus)>();
        await foreach (var audit in services.GetRequiredService<IIntegrityStore>().Instances())
        {
            stored.Add((audit.Instance.InstanceId, (WorkflowStatus)audit.Status));
        }

        return stored;
    }

    private static void Say(string name, object? value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value}"));

    private static Task Until(Func<bool> met) => Until(() => Task.FromResult(met()));

    private static async Task Until(Func<Task<bool>> met)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await met())
        {
            await look.WaitForNextTickAsync();
        }
    }

    /// <summary>Starts instances as fast as they are taken, and remembers which were acknowledged.</summary>
    private sealed class Load(WorkflowRunner runner)
    {
        private int _refused;

        public ConcurrentBag<string> Kept { get; } = [];

        public int Refused => _refused;

        public async Task Run(CancellationToken enough)
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    var result = await runner.Start(new StartOptions { DefinitionId = "delay", Input = Value.EmptyMap }, CancellationToken.None);
                    Kept.Add(((Ran)result).State.InstanceId);
                }
                catch (StorageFullException)
                {
                    Interlocked.Increment(ref _refused);
                }

                await pause.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }
}
