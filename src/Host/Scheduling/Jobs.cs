using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;
using Quartz;

namespace CaseFlow.Host.Scheduling;

/// <summary>Something is due now.</summary>
[DisallowConcurrentExecution]
public sealed class AlarmJob(WorkBell bell) : IJob
{
    public static readonly JobKey Key = new("alarm");

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        bell.Ring(Work.All);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Every half minute: finds what a lost ring, another host or a crash left.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(WorkBell bell) : IJob
{
    public static readonly JobKey Key = new("sweep");

    public static readonly TriggerKey TriggerKey = new("every-half-minute");

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        bell.Ring(Work.All);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Every night: takes away the records of emails sent more than a year ago, and files uploaded the day before or earlier that nobody sent and no draft holds.</summary>
[DisallowConcurrentExecution]
public sealed partial class HousekeepingJob(IOutboxStore outbox, IFileStore files, TimeProvider clock, ILogger<HousekeepingJob> log) : IJob
{
    public static readonly JobKey Key = new("housekeeping");

    public static readonly TriggerKey TriggerKey = new("every-night");

    /// <summary>How long delivery records are kept.</summary>
    public const int DeliveryRecordMonths = 12;

    /// <summary>Long enough for whoever is still at the page that a file was taken off.</summary>
    public static readonly TimeSpan OrphansAreKept = TimeSpan.FromDays(1);

    private const int Page = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = clock.GetUtcNow().AddMonths(-DeliveryRecordMonths);
        var removed = 0;
        int page;
        do
        {
            page = await outbox.RemoveSent(before, Page, cancellationToken);
            removed += page;
        }
        while (page == Page);

        LogRemoved(removed);
        LogRemovedFiles(await files.RemoveOrphans(clock.GetUtcNow() - OrphansAreKept, cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Housekeeping removed {Count} delivery records older than a year.")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Housekeeping removed {Count} uploaded files that were never sent.")]
    private partial void LogRemovedFiles(int count);
}
