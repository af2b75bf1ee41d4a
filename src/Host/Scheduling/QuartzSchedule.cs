using CaseFlow.Persistence.Scheduling;
using CaseFlow.Persistence.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace CaseFlow.Host.Scheduling;

/// <summary>The jobs and where Quartz keeps them: never in our tables, never in our transactions.</summary>
public static class QuartzSchedule
{
    // Nothing personal may ever stand in job data; these jobs have none at all.
    public static IServiceCollection AddSchedule(this IServiceCollection services, QuartzDatabase database)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = "CaseFlow");
            quartz.UseDefaultThreadPool(2);
            quartz.UsePersistentStore(store =>
            {
                if (database.Provider == StorageProvider.PostgreSql)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString);
                    store.UseClustering();
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, database.ConnectionString);
                }

                store.ProvisionSchema();
            });
            quartz.AddJob<AlarmJob>(job => job.WithIdentity(AlarmJob.Key).StoreDurably());
            quartz.ScheduleJob<SweepJob>(
                trigger => trigger.WithIdentity(SweepJob.TriggerKey).WithSchedule(
                    SimpleScheduleBuilder.Create().WithInterval(SweepJob.Interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
                job => job.WithIdentity(SweepJob.Key));
            quartz.ScheduleJob<HousekeepingJob>(
                trigger => trigger.WithIdentity(HousekeepingJob.TriggerKey).WithSchedule(
                    CronScheduleBuilder.Create("0 30 2 * * ?").InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
                job => job.WithIdentity(HousekeepingJob.Key));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddSingleton<AlarmClock>();
        services.AddSingleton<RecurringJobs>();
        return services;
    }
}
