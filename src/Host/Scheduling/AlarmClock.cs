using Quartz;

namespace CaseFlow.Host.Scheduling;

/// <summary>
/// Has Quartz wake us when the next row is due. Quartz only rings: what is due is read from our own tables, so a lost
/// or doubled alarm changes nothing but the moment.
/// </summary>
public sealed class AlarmClock(ISchedulerFactory schedulers, TimeProvider clock)
{
    private static readonly TriggerKey Trigger = new("next-due");

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

        _set = at;
        var trigger = TriggerBuilder.Create(clock).WithIdentity(Trigger).ForJob(AlarmJob.Key).StartAt(at > now ? at : now).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellationToken);
    }
}
