using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace CaseFlow.Workflows.Pumps;

/// <summary>
/// Fires due timers. A timer's burst deletes its row, which is why it fires once however often it is offered; and it is
/// given back where the clock, at the moment of running, does not yet say it is due.
/// </summary>
public sealed class TimerPump(ITimerStore timers, IIncidentStore incidents, WorkflowRunner runner, TriggerStarts triggers, PumpOptions options, TimeProvider clock, ILogger<TimerPump> log)
    : Pump<ClaimedTimer>(incidents, options, clock, log)
{
    protected override Task<IReadOnlyList<ClaimedTimer>> Claim(DateTimeOffset due, TimeSpan lease, CancellationToken cancellationToken) =>
        timers.ClaimDue(due, Options.Page, Options.Host, lease, cancellationToken);

    protected override Task ReleaseHost(CancellationToken cancellationToken) => timers.ReleaseHost(Options.Host, cancellationToken);

    protected override Task<bool> CountAttempt(ClaimedTimer claim, CancellationToken cancellationToken) => timers.CountAttempt(claim.Timer, Options.Host, cancellationToken);

    protected override Task Release(ClaimedTimer claim, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        timers.Release(claim.Timer.OwnerId, claim.Timer.TimerId, notBefore, cancellationToken);

    protected override Task GiveBack(IReadOnlyList<ClaimedTimer> claims, CancellationToken cancellationToken) =>
        timers.GiveBack(claims, Options.Host, cancellationToken);

    protected override int AttemptsOf(ClaimedTimer claim) => claim.Attempts;

    protected override string KeyOf(ClaimedTimer claim) => claim.Timer.OwnerId;

    protected override string ParkedBy(ClaimedTimer claim) => claim.Timer.OwnerId;

    protected override Task Run(ClaimedTimer claim, CancellationToken cancellationToken) => Fire(claim.Timer, cancellationToken);

    /// <summary>Fires one timer, claimed or not: offered to many, it runs for one.</summary>
    public async Task<RunResult> Fire(TimerRow timer, CancellationToken cancellationToken = default)
    {
        if (timer.Due > Clock.GetUtcNow())
        {
            await timers.Release(timer.OwnerId, timer.TimerId, timer.Due, cancellationToken);
            return new NotApplicable();
        }

        var guard = new TimerGuard(timer.OwnerId, timer.TimerId);
        if (timer.Kind == TimerKind.Trigger)
        {
            return await triggers.Fire(timer, guard, cancellationToken);
        }

        var result = await runner.Resume(new ResumeOptions(timer.OwnerId, new TimerDue(timer.TimerId), guard), cancellationToken);
        if (result is InstanceNotFound)
        {
            await runner.Discard(guard, cancellationToken);
        }

        return result;
    }
}
