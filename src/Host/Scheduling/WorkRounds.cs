using CaseFlow.Workflows.Waking;

namespace CaseFlow.Host.Scheduling;

/// <summary>What was done, by kind, and when there is something to do again.</summary>
public sealed record WorkDone(int Timers, int Inbox, int Emails, DateTimeOffset? Next)
{
    public int Total => Timers + Inbox + Emails;

    /// <summary>Something could not be worked on (a full disk, a database that is away) and is still there.</summary>
    public bool Failed { get; init; }
}

/// <summary>Runs the pumps until nothing is due: a timer's burst may leave an inbox row, whose burst may leave an email.</summary>
public sealed partial class WorkRounds(IEnumerable<IWorkPump> pumps, ILogger<WorkRounds> log) : IDisposable
{
    // Work that makes itself due again at once would never end; the next sweep goes on with it.
    private const int MostRounds = 1000;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly IWorkPump[] _pumps = [.. pumps.OrderBy(pump => pump.Kind switch { Work.Timers => 0, Work.Inbox => 1, _ => 2 })];

    /// <summary>Everything done since this host started. Next is null.</summary>
    public WorkDone Totals { get; private set; } = new(0, 0, 0, null);

    public async Task<WorkDone> Run(Work work, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var done = await RunToTheEnd(work, cancellationToken);
            Totals = new(Totals.Timers + done.Timers, Totals.Inbox + done.Inbox, Totals.Emails + done.Emails, null);
            return done;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<WorkDone> RunToTheEnd(Work work, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<Work, int>();
        var failed = false;
        for (var round = 0; round < MostRounds && work != Work.None; round++)
        {
            var found = Work.None;
            foreach (var pump in _pumps.Where(pump => work.HasFlag(pump.Kind)))
            {
                if (await RunOne(pump, cancellationToken) is not { } done)
                {
                    failed = true;
                    continue;
                }

                counts[pump.Kind] = counts.GetValueOrDefault(pump.Kind) + done;

                // What a burst leaves is for the pumps; what the sender did leaves nothing.
                found |= done > 0 && pump.Kind != Work.Outbox ? Work.Timers | Work.Inbox | Work.Outbox : Work.None;
            }

            work = found;
        }

        return new(counts.GetValueOrDefault(Work.Timers), counts.GetValueOrDefault(Work.Inbox), counts.GetValueOrDefault(Work.Outbox), await NextDue(cancellationToken)) { Failed = failed };
    }

    public async Task<DateTimeOffset?> NextDue(CancellationToken cancellationToken)
    {
        DateTimeOffset? next = null;
        foreach (var pump in _pumps)
        {
            if (await pump.NextDue(cancellationToken) is { } due && (next is null || due < next))
            {
                next = due;
            }
        }

        return next;
    }

    /// <summary>How many rows it did; null where it could not.</summary>
    private async Task<int?> RunOne(IWorkPump pump, CancellationToken cancellationToken)
    {
        try
        {
            return await pump.RunDue(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // A full disk or a database that is away must not end the service.
            LogFailed(pump.Kind, exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} could not be worked on and will be tried again in a few seconds.")]
    private partial void LogFailed(Work kind, Exception exception);
}
