using Quartz;

namespace CaseFlow.Host.Scheduling;

/// <summary>
/// Has Quartz wake us when the next row is due. Quartz only rings: what is due is read from our own tables, so a lost
/// or doubled alarm changes nothing but the moment.
/// </summary>
public sealed class AlarmClock(ISchedulerFactory schedulers, TimeProvider clock)
{
    private static readonly TriggerKey Trigger = new("next-due");

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _set;

    public async Task SetFor(DateTimeOffset? due, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (due is not { } at || (_set is { } set && set > now && set <= at))
        {
            return;
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (!await scheduler.Exists(AlarmJob.Key, cancellationToken))
        {
            return;
        }

        // What is due already and still there could not be done: trying again at once would not help.
        _set = at > now ? at : now + Again;
        await Schedule(scheduler, _set.Value, TriggerConflict.KeepEarlier, cancellationToken);
    }

    /// <summary>The clock was moved: Quartz looks again at what is due, its recurring jobs included.</summary>
    public async Task LookAgain(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (await scheduler.Exists(AlarmJob.Key, cancellationToken))
        {
            _set = null;
            await Schedule(scheduler, clock.GetUtcNow(), TriggerConflict.Replace, cancellationToken);
        }
    }

    private async Task Schedule(IScheduler scheduler, DateTimeOffset at, TriggerConflict conflict, CancellationToken cancellationToken)
    {
        var trigger = TriggerBuilder.Create(clock).WithIdentity(Trigger).ForJob(AlarmJob.Key).StartAt(at).Build();
        await scheduler.ScheduleTrigger(trigger, conflict, cancellationToken);
    }
}
