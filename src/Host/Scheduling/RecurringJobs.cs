using Quartz;

namespace CaseFlow.Host.Scheduling;

/// <summary>A job that comes back, in words, with when it last ran and will run.</summary>
public sealed record RecurringJob(string Name, DateTimeOffset? Last, DateTimeOffset? Next);

/// <summary>The recurring jobs as Quartz holds them.</summary>
public sealed class RecurringJobs(ISchedulerFactory schedulers)
{
    private static readonly (TriggerKey Trigger, string Name)[] Known =
    [
        (SweepJob.TriggerKey, "Sweep for anything left undone"),
        (HousekeepingJob.TriggerKey, "Nightly housekeeping"),
    ];

    public async Task<IReadOnlyList<RecurringJob>> List(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var jobs = new List<RecurringJob>();
        foreach (var (key, name) in Known)
        {
            if (await scheduler.GetTrigger(key, cancellationToken) is { } trigger)
            {
                jobs.Add(new(name, trigger.PreviousFireTimeUtc, trigger.NextFireTimeUtc));
            }
        }

        return jobs;
    }
}
