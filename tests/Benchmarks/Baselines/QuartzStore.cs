using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CaseFlow.Benchmarks.Baselines;

/// <summary>What it costs to let Quartz's own persistent store (SQLite) be the record of each timer: jobs fired per second.</summary>
public static class QuartzStore
{
    private static int fired;

    public static async Task<double> JobsPerSecond(int timers)
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-quartz-").FullName;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(50);
            quartz.ConfigureScheduler(options => options.MaxBatchSize = 50);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(SqliteFactory.Instance, $"Data Source={Path.Combine(folder, "quartz.db")}");
                store.ProvisionSchema();
            });
        });
        fired = 0;
        await using (var provider = services.BuildServiceProvider())
        {
            var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler();
            var job = JobBuilder.Create<Tick>().WithIdentity("tick").StoreDurably().Build();
            await scheduler.AddJob(job, new AddJobOptions { Replace = true });
            for (var index = 0; index < timers; index++)
            {
                await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity($"t{index}").ForJob(job).StartNow().Build());
            }

            var watch = Stopwatch.StartNew();
            await scheduler.Start();
            using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (Volatile.Read(ref fired) < timers && watch.Elapsed < TimeSpan.FromMinutes(3))
            {
                await poll.WaitForNextTickAsync();
            }

            var rate = Volatile.Read(ref fired) / watch.Elapsed.TotalSeconds;
            await scheduler.Shutdown();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            return rate;
        }
    }

    public sealed class Tick : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref fired);
            return ValueTask.CompletedTask;
        }
    }
}
