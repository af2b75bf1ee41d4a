using CaseFlow.Cases.CaseFiles;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.Logging;

namespace CaseFlow.Workflows.Pumps;

/// <summary>Delivers what instances leave for each other. Each row's burst deletes it, so it is delivered once.</summary>
public sealed partial class InboxPump(
    IInboxStore inbox, IInstanceStore instances, IIncidentStore incidents, WorkflowRunner runner, TriggerStarts triggers, IncidentAudit audit, WorkBell bell, PumpOptions options, TimeProvider clock, ILogger<InboxPump> log)
    : Pump<ClaimedInbox>(incidents, options, clock, log)
{
    protected override Task<IReadOnlyList<ClaimedInbox>> Claim(DateTimeOffset due, TimeSpan lease, CancellationToken cancellationToken) =>
        inbox.Claim(due, Options.Page, Options.Host, lease, cancellationToken);

    protected override Task ReleaseHost(CancellationToken cancellationToken) => inbox.ReleaseHost(Options.Host, cancellationToken);

    protected override Task<bool> CountAttempt(ClaimedInbox claim, CancellationToken cancellationToken) => inbox.CountAttempt(claim.Row.InboxId, Options.Host, cancellationToken);

    protected override Task Release(ClaimedInbox claim, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        inbox.Release(claim.Row.InboxId, notBefore, cancellationToken);

    protected override Task GiveBack(IReadOnlyList<ClaimedInbox> claims, CancellationToken cancellationToken) =>
        inbox.GiveBack(claims, Options.Host, cancellationToken);

    protected override int AttemptsOf(ClaimedInbox claim) => claim.Attempts;

    protected override string KeyOf(ClaimedInbox claim) => claim.Row.TargetInstanceId ?? claim.Row.InboxId.ToString("N");

    protected override string? ParkedBy(ClaimedInbox claim) => claim.Row.TargetInstanceId;

    protected override Task Run(ClaimedInbox claim, CancellationToken cancellationToken) => claim.Row.Kind switch
    {
        InboxKind.Start => Start(claim.Row, cancellationToken),
        InboxKind.Event => Deliver(claim.Row, cancellationToken),
        _ => Resume(claim.Row, cancellationToken),
    };

    private async Task Resume(InboxRow row, CancellationToken cancellationToken)
    {
        var guard = new InboxGuard(row.InboxId);
        var stimulus = StimulusBytes.Read(row.Payload);
        try
        {
            if (await runner.Resume(Asked(row, stimulus, guard), cancellationToken) is not InstanceNotFound)
            {
                return;
            }

            // A child may be cancelled while its start is still on its way: then it never starts. Where no start waits any
            // more, it has just been done.
            if (stimulus is CancelInstance
                && (await inbox.WithdrawStart(row.TargetInstanceId!, row.InboxId, cancellationToken)
                    || await runner.Resume(Asked(row, stimulus, guard), cancellationToken) is not InstanceNotFound))
            {
                return;
            }
        }
        catch (CaseRuleException exception) when (stimulus is RetryIncident)
        {
            // The step still cannot be done. Its incident is open as before; trying the retry again would only park the process.
            LogStillStopped(log, exception, row.TargetInstanceId!);
        }

        await runner.Discard(guard, cancellationToken);
    }

    private async Task Start(InboxRow row, CancellationToken cancellationToken)
    {
        var start = (Start)StimulusBytes.Read(row.Payload);
        var result = await runner.Start(
            new StartOptions
            {
                DefinitionId = row.DefinitionId!,
                VersionId = row.VersionId,
                InstanceId = row.TargetInstanceId,
                Input = start.Input,
                CorrelationId = start.CorrelationId,
                TriggerActivityId = start.TriggerActivityId,
                CaseId = row.CaseId,
                ParentInstanceId = row.ParentInstanceId,
                Guard = new InboxGuard(row.InboxId),
            },
            cancellationToken);
        switch (result)
        {
            case DefinitionNotFound or AlreadyRunning when row.ParentInstanceId is { } parent:
                await Replace(row, [Stimulus(row, parent, new ChildEnded(row.TargetInstanceId!, ChildOutcome.Faulted, Value.Undefined))], cancellationToken);
                break;
            case DefinitionNotFound missing:
                // Nobody waits for it and would tell: it is tried again, then parked where whoever runs the service sees it, and so not lost.
                throw new InvalidOperationException($"The process “{missing.DefinitionId}” that was to be started is not published. Publish it, then let this start run again.");
            case AlreadyRunning or WasStarted:
                await runner.Discard(new InboxGuard(row.InboxId), cancellationToken);
                break;
        }
    }

    private async Task Deliver(InboxRow row, CancellationToken cancellationToken)
    {
        var payload = StimulusBytes.ReadEvent(row.Payload);
        var waiting = await instances.Waiting("Event", row.Name!, row.CorrelationId, cancellationToken);
        var resumed = waiting
            .Where(wait => row.TargetInstanceId is null || wait.InstanceId == row.TargetInstanceId)
            .Select(wait => Stimulus(row, wait.InstanceId, new ResumeWait(wait.WaitId, payload)));
        var started = row.TargetInstanceId is null ? await triggers.ByEvent(row, payload) : [];
        await Replace(row, [.. resumed, .. started], cancellationToken);
    }

    private async Task Replace(InboxRow row, IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken)
    {
        if (await inbox.Expand(row.InboxId, rows, cancellationToken) && rows.Count > 0)
        {
            bell.Ring(Work.Inbox);
        }
    }

    // What somebody asked for is recorded as theirs, whichever host does it and when.
    private ResumeOptions Asked(InboxRow row, Stimulus stimulus, InboxGuard guard)
    {
        var asked = new ResumeOptions(row.TargetInstanceId!, stimulus, guard, ByPersonId: row.ByPersonId);
        return row.ByPersonId is { } person ? asked with { Audit = [audit.Of(stimulus, row.TargetInstanceId!, person)] } : asked;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The step of {InstanceId} that was to be tried again still cannot be done")]
    private static partial void LogStillStopped(ILogger log, Exception exception, string instanceId);

    private InboxRow Stimulus(InboxRow origin, string target, Stimulus stimulus) => origin with
    {
        InboxId = Guid.CreateVersion7(Clock.GetUtcNow()),
        Kind = InboxKind.Stimulus,
        TargetInstanceId = target,
        DefinitionId = null,
        VersionId = null,
        ParentInstanceId = null,
        Name = null,
        Payload = StimulusBytes.Of(stimulus),
    };
}
