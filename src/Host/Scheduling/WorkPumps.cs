using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Host.Scheduling;

internal sealed class TimerWork(TimerPump pump, ITimerStore timers, TimeProvider clock) : IWorkPump
{
    private bool _hasRun;

    public Work Kind => Work.Timers;

    // A look costs nothing; a claim is a write. What this host had claimed when it ended shows as due only once the pump
    // has given it back.
    public async Task<int> RunDue(CancellationToken cancellationToken)
    {
        if (_hasRun && !(await NextDue(cancellationToken) <= clock.GetUtcNow()))
        {
            return 0;
        }

        var done = await pump.RunDue(cancellationToken);
        _hasRun = true;
        return done;
    }

    public Task<DateTimeOffset?> NextDue(CancellationToken cancellationToken) => timers.EarliestDue(cancellationToken);
}

internal sealed class InboxWork(InboxPump pump, IInboxStore inbox) : IWorkPump
{
    public Work Kind => Work.Inbox;

    public async Task<int> RunDue(CancellationToken cancellationToken) =>
        await inbox.Count(cancellationToken) > 0 ? await pump.RunDue(cancellationToken) : 0;

    /// <summary>Inbox rows are for now; one that failed waits for the sweep.</summary>
    public Task<DateTimeOffset?> NextDue(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);
}

internal sealed class OutboxWork(OutboxSender sender, IOutboxStore outbox, TimeProvider clock) : IWorkPump
{
    private DateTimeOffset? _notBefore;

    public Work Kind => Work.Outbox;

    public async Task<int> RunDue(CancellationToken cancellationToken)
    {
        if (!(await outbox.NextTurn(cancellationToken) <= clock.GetUtcNow()))
        {
            return 0;
        }

        var round = await sender.SendDue(cancellationToken);
        _notBefore = round.Next;
        return round.Sent;
    }

    /// <summary>The next row's turn, or later where the server or the pace makes it wait.</summary>
    public async Task<DateTimeOffset?> NextDue(CancellationToken cancellationToken) =>
        await outbox.NextTurn(cancellationToken) is { } turn ? _notBefore is { } wait && wait > turn && wait > clock.GetUtcNow() ? wait : turn : null;
}
