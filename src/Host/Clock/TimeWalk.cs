using CaseFlow.Host.Scheduling;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Host.Clock;

/// <summary>
/// Moves the development clock as time itself would: from one due moment to the next, doing at each what is due then, so
/// that a week forward gives each reminder its own day.
/// </summary>
public sealed class TimeWalk(DevelopmentClock clock, WorkRounds rounds)
{
    // A loop that makes a timer for the next millisecond would never arrive; the rest is done by the sweep.
    private const int MostSteps = 20_000;

    /// <summary>What was done on the way, whoever did it.</summary>
    public async Task<WorkDone> To(DateTimeOffset target, CancellationToken cancellationToken)
    {
        var before = rounds.Totals;
        var done = await rounds.Run(Work.All, cancellationToken);
        for (var step = 0; step < MostSteps && done.Next is { } due && due <= target; step++)
        {
            clock.MoveTo(due);
            done = await rounds.Run(Work.All, cancellationToken);
            if (done.Next == due)
            {
                // It could not be done (a mail server that is away): time goes on all the same.
                break;
            }
        }

        clock.MoveTo(target);
        done = await rounds.Run(Work.All, cancellationToken);
        var after = rounds.Totals;
        return new(after.Timers - before.Timers, after.Inbox - before.Inbox, after.Emails - before.Emails, done.Next);
    }
}
