using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Waking;

/// <summary>What there is to do.</summary>
[Flags]
public enum Work
{
    None = 0,

    /// <summary>Stimuli for other instances wait in the inbox.</summary>
    Inbox = 1,

    /// <summary>Timers may be due.</summary>
    Timers = 2,

    /// <summary>Emails wait in the outbox.</summary>
    Outbox = 4,

    /// <summary>A timer was started: the alarm may have to be set earlier.</summary>
    Alarm = 8,

    All = Inbox | Timers | Outbox | Alarm,
}

/// <summary>
/// Rung after a commit, so that what it left is done at once and not at the next sweep. Losing a ring costs only time:
/// the rows are the truth and the sweep finds them. Thread-safe; rings between two waits are one.
/// </summary>
public sealed class WorkBell
{
    private readonly Lock _lock = new();
    private Work _rung;
    private TaskCompletionSource? _waiter;

    /// <summary>Call this after a burst's commit has succeeded.</summary>
    public void Ring(BurstCommit commit, DateTimeOffset now)
    {
        var work = commit.Inbox.IsDefaultOrEmpty ? Work.None : Work.Inbox;
        if (!commit.Outbox.IsDefaultOrEmpty)
        {
            work |= Work.Outbox;
        }

        foreach (var timer in commit.TimersStarted)
        {
            work |= timer.Due <= now ? Work.Timers : Work.Alarm;
        }

        Ring(work);
    }

    public void Ring(Work work)
    {
        if (work == Work.None)
        {
            return;
        }

        TaskCompletionSource? waiter;
        lock (_lock)
        {
            _rung |= work;
            (waiter, _waiter) = (_waiter, null);
        }

        waiter?.TrySetResult();
    }

    /// <summary>Everything rung for since the last call, as soon as there is any. For one listener.</summary>
    public async Task<Work> Next(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task waiting;
            lock (_lock)
            {
                if (_rung != Work.None)
                {
                    var rung = _rung;
                    _rung = Work.None;
                    return rung;
                }

                _waiter ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _waiter.Task;
            }

            await waiting.WaitAsync(cancellationToken);
        }
    }
}
