using CaseFlow.Host.Clock;
using CaseFlow.Host.Scheduling;
using CaseFlow.Persistence.Scheduling;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CaseFlow.Host.Tests.Scheduling;

public sealed class QuartzScheduleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Start_OnAnEmptyDatabase_ProvisionsItsOwnTablesAndTheAlarmRings(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Create(kind);
        using var host = Host(database.ConnectionString);
        await host.StartAsync();
        var bell = host.Services.GetRequiredService<WorkBell>();
        await Silence(bell);

        await host.Services.GetRequiredService<AlarmClock>().SetFor(TimeProvider.System.GetUtcNow(), CancellationToken.None);

        using var patience = new CancellationTokenSource(Patience);
        Assert.True((await bell.Next(patience.Token)).HasFlag(Work.Timers));
        await host.StopAsync();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Start_ASecondTime_KeepsOneOfEachJobAndNoJobData(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Create(kind);
        using (var first = Host(database.ConnectionString))
        {
            await first.StartAsync();
            await first.StopAsync();
        }

        using var second = Host(database.ConnectionString);
        await second.StartAsync();
        var scheduler = await second.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        foreach (var key in new[] { AlarmJob.Key, SweepJob.Key, HousekeepingJob.Key })
        {
            Assert.Empty((await scheduler.GetJobDetail(key))!.JobDataMap);
        }

        Assert.True(await scheduler.Exists(SweepJob.TriggerKey));
        Assert.True(await scheduler.Exists(HousekeepingJob.TriggerKey));
        await second.StopAsync();
    }

    /// <summary>The sweep rings once at start; the alarm is told apart by ringing after it.</summary>
    private static async Task Silence(WorkBell bell)
    {
        using var patience = new CancellationTokenSource(Patience);
        await bell.Next(patience.Token);
    }

    private static IHost Host(string connectionString)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(new DevelopmentClock(TimeProvider.System));
        builder.Services.AddSingleton<WorkBell>();
        builder.Services.AddSchedule(QuartzDatabase.Beside(connectionString));
        return builder.Build();
    }
}
