using System.Collections.Immutable;
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
        var effects = new SortedEffects(burst.Result.Effects);
        ImmutableArray<TaskRow> opened = [.. effects.TasksOpened.Select(task => tasks.Make(task, burst))];
        var emails = effects.Emails.Count == 0 ? [] : await outbox.Make(effects.Emails, opened, burst, cancellationToken);
        return new BurstCommit
        {
            Instance = Instance(burst, effects.Name),
            ExpectedRevision = burst.ExpectedRevision,
            KeyChanged = effects.ChangesCorrelation,
            Guard = burst.Guard,
            Journal = new JournalRow(burst.InstanceId, burst.ExpectedRevision + 1, burst.Now, burst.Result.Journal.ToBytes()),
            WaitsOpened = [.. effects.WaitsOpened.Select(wait => new WaitRow(burst.InstanceId, wait.WaitId, wait.ExecutionId, wait.ActivityId, wait.Kind, wait.Key))],
            WaitsClosed = [.. effects.WaitsClosed.Select(wait => new ClosedWait(wait.WaitId, wait.Kind, wait.Key))],
            TimersStarted =
            [
                .. burst.Timers,
                .. effects.TimersStarted.Select(timer => new TimerRow(burst.InstanceId, timer.TimerId, TimerKind.Activity, timer.ActivityId, timer.Name, timer.Due, burst.CaseId)),
            ],
            TimersCancelled = [.. effects.TimersCancelled],
            TasksOpened = opened,
            TasksWithdrawn = [.. effects.TasksWithdrawn],
            TasksEscalated = [.. effects.TasksEscalated.Select(escalation => tasks.Escalate(escalation, burst)).OfType<TaskEscalation>()],
            Outbox = emails,
            Inbox = [.. effects.ForOthers.SelectMany(effect => Inbox(effect, burst))],
            IncidentsOpened =
            [
                .. effects.IncidentsOpened.Select(incident => new IncidentRow(
                    burst.InstanceId, incident.IncidentId, burst.Version.Row.DefinitionId, incident.ActivityId, incident.ExecutionId,
                    incident.Cause, incident.Message, incident.Attempt, burst.Now, incident.RetryAt, burst.CaseId)),
            ],
            IncidentsClosed = [.. effects.IncidentsClosed.Select(incident => new IncidentClosure(incident.IncidentId, incident.Resolution, burst.Now, burst.ByPersonId))],
            Submission = burst.Submission,
            Audit = burst.Audit,
            DomainChanges = await domainChanges.Prepare(burst, opened, emails, cancellationToken),
        };
    }

    private static InstanceWrite Instance(Burst burst, string? name)
    {
        var (state, version) = (burst.State, burst.Version);
        return new InstanceWrite(
            burst.InstanceId,
            version.Row.DefinitionId,
            version.Row.VersionId,
            state.Status,
            state.SubStatus,
            state.CorrelationId,
            name ?? (burst.ExpectedRevision == 0 ? version.Row.Name : null),
            burst.CaseId,
            burst.ParentInstanceId,
            state.Status == WorkflowStatus.Finished ? null : version.Activation.Key(version.Row.DefinitionId, state.CorrelationId),
            state.ToBytes(),
            burst.Now);
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
