using System.Collections.Immutable;
using CaseFlow.Activities.Effects;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.DomainChanges;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Workflows.Execution;

/// <summary>
/// Turns a burst's effects into the rows of one commit. All that must be looked up for them is looked up here, before
/// the gate.
/// </summary>
public sealed class BurstWriter(TaskRowMaker tasks, OutboxRowMaker outbox, DomainChangeActions domainChanges, TimeProvider clock)
{
    public async Task<BurstCommit> Prepare(Burst burst, CancellationToken cancellationToken)
    {
        var effects = burst.Result.Effects;
        var state = burst.State;
        var closed = effects.OfType<WaitClosed>().Select(wait => wait.WaitId).ToHashSet(StringComparer.Ordinal);
        var gone = effects.OfType<TimerCancelled>().Select(timer => timer.TimerId).ToHashSet(StringComparer.Ordinal);
        var opened = effects.OfType<TaskRequested>().Where(task => !closed.Contains(task.WaitId)).Select(task => tasks.Make(task, burst)).ToImmutableArray();
        var emails = await outbox.Make(effects.OfType<EmailRequested>(), opened, burst, cancellationToken);
        return new BurstCommit
        {
            Instance = Instance(burst),
            ExpectedRevision = burst.ExpectedRevision,
            Guard = burst.Guard,
            Journal = new JournalRow(burst.InstanceId, burst.ExpectedRevision + 1, burst.Now, burst.Result.Journal.ToBytes()),
            WaitsOpened =
            [
                .. effects.OfType<WaitOpened>().Where(wait => !closed.Contains(wait.WaitId))
                    .Select(wait => new WaitRow(burst.InstanceId, wait.WaitId, wait.ExecutionId, wait.ActivityId, wait.Kind, wait.Key)),
            ],
            WaitsClosed = [.. closed.Order(StringComparer.Ordinal)],
            TimersStarted =
            [
                .. burst.Timers,
                .. effects.OfType<TimerRequested>().Where(timer => !gone.Contains(timer.TimerId))
                    .Select(timer => new TimerRow(burst.InstanceId, timer.TimerId, TimerKind.Activity, timer.ActivityId, timer.Name, timer.Due, burst.CaseId)),
            ],
            TimersCancelled = [.. gone.Order(StringComparer.Ordinal)],
            TasksOpened = opened,
            TasksWithdrawn = [.. effects.OfType<TaskWithdrawn>().Select(task => task.WaitId)],
            TasksEscalated = [.. effects.OfType<TaskEscalated>().Select(escalation => tasks.Escalate(escalation, burst)).OfType<TaskEscalation>()],
            Outbox = emails,
            Inbox = [.. effects.SelectMany(effect => Inbox(effect, burst))],
            IncidentsOpened =
            [
                .. Incidents(effects).Select(incident => new IncidentRow(
                    burst.InstanceId, incident.IncidentId, burst.Version.Row.DefinitionId, incident.ActivityId, incident.ExecutionId,
                    incident.Cause, incident.Message, incident.Attempt, burst.Now, incident.RetryAt, burst.CaseId)),
            ],
            IncidentsClosed = [.. effects.OfType<IncidentClosed>().Select(incident => new IncidentClosure(incident.IncidentId, incident.Resolution, burst.Now, burst.ByPersonId))],
            Submission = burst.Submission,
            Audit = burst.Audit,
            DomainChanges = await domainChanges.Prepare(burst, opened, emails, cancellationToken),
        };

        InstanceWrite Instance(Burst from) => new(
            from.InstanceId,
            from.Version.Row.DefinitionId,
            from.Version.Row.VersionId,
            state.Status,
            state.SubStatus,
            state.CorrelationId,
            effects.OfType<NameChanged>().LastOrDefault()?.Name ?? (from.ExpectedRevision == 0 ? from.Version.Row.Name : null),
            from.CaseId,
            from.ParentInstanceId,
            state.Status == WorkflowStatus.Finished ? null : from.Version.Activation.Key(from.Version.Row.DefinitionId, state.CorrelationId),
            state.ToBytes(),
            from.Now);
    }

    // An incident that a retry in the same burst closed again leaves no row.
    private static IEnumerable<IncidentOpened> Incidents(ImmutableArray<Effect> effects)
    {
        var closed = effects.OfType<IncidentClosed>().Select(incident => incident.IncidentId).ToHashSet(StringComparer.Ordinal);
        return effects.OfType<IncidentOpened>().GroupBy(incident => incident.IncidentId, StringComparer.Ordinal).Select(one => one.Last())
            .Where(incident => !closed.Contains(incident.IncidentId));
    }

    private IEnumerable<InboxRow> Inbox(Effect effect, Burst burst)
    {
        InboxRow Row(InboxKind kind, string? target, byte[] payload) => new(
            Guid.CreateVersion7(clock.GetUtcNow()), kind, target, DefinitionId: null, VersionId: null, ParentInstanceId: null, burst.CaseId, Name: null, CorrelationId: null, payload, burst.Now);

        switch (effect)
        {
            case ChildRequested child:
                yield return Row(InboxKind.Start, child.ChildInstanceId, StimulusBytes.Of(new Start(child.Input, child.CorrelationId ?? burst.State.CorrelationId))) with
                {
                    DefinitionId = child.DefinitionId,
                    VersionId = child.DefinitionVersionId,
                    ParentInstanceId = child.WaitForCompletion ? burst.InstanceId : null,
                    CorrelationId = child.CorrelationId ?? burst.State.CorrelationId,
                };
                break;
            case ChildCancelRequested cancel:
                yield return Row(InboxKind.Stimulus, cancel.ChildInstanceId, StimulusBytes.Of(new CancelInstance(cancel.Reason)));
                break;
            case EventPublished published:
                yield return Row(InboxKind.Event, published.IsLocal ? burst.InstanceId : null, StimulusBytes.OfEvent(published.Payload)) with
                {
                    Name = published.Name,
                    CorrelationId = published.CorrelationId,
                };
                break;
            case InstanceEnded ended when burst.ParentInstanceId is { } parent:
                yield return Row(InboxKind.Stimulus, parent, StimulusBytes.Of(new ChildEnded(burst.InstanceId, Outcome(ended.SubStatus), ended.Output)));
                break;
        }
    }

    private static ChildOutcome Outcome(WorkflowSubStatus status) => status switch
    {
        WorkflowSubStatus.Cancelled => ChildOutcome.Cancelled,
        WorkflowSubStatus.Faulted => ChildOutcome.Faulted,
        _ => ChildOutcome.Completed,
    };
}
