using System.Collections.Frozen;
using System.Collections.Immutable;
using CaseFlow.Activities.Effects;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>The changes a burst makes to the domain, as actions for the gate, in order; last, its lines of the timeline.</summary>
public sealed class DomainChangeActions(IEnumerable<IDomainChange> changes)
{
    private readonly FrozenDictionary<string, IDomainChange> _changes = changes.ToFrozenDictionary(change => change.Kind, StringComparer.Ordinal);

    public async Task<ImmutableArray<Action<WriteScope>>> Prepare(ImmutableArray<Effect> effects, ImmutableArray<TaskRow> opened, Burst burst, CancellationToken cancellationToken)
    {
        var actions = ImmutableArray.CreateBuilder<Action<WriteScope>>();
        actions.AddRange(burst.Before);
        if (burst.CaseId is not { } caseId)
        {
            return actions.ToImmutable();
        }

        foreach (var change in effects.OfType<DomainChangeRequested>())
        {
            if (!_changes.TryGetValue(change.Kind, out var handler))
            {
                throw new CaseRuleException($"CaseFlow cannot make the change \"{change.Kind}\". Use an activity of this version in its place, publish, and retry.");
            }

            actions.Add(await handler.Prepare(
                new DomainChangeContext(change.Data, caseId, burst.Version.Row.DefinitionId, burst.Version.Row.Version, burst.Now, burst.ByPersonId, burst.Submission),
                cancellationToken));
        }

        var lines = Lines(opened, burst, caseId).ToList();
        if (lines.Count > 0)
        {
            actions.Add(scope =>
            {
                var data = scope.Data;
                lines.ForEach(line => Timeline.Add(data, line));
                data.SaveChanges();
            });
        }

        return actions.ToImmutable();
    }

    private static IEnumerable<TimelineOptions> Lines(ImmutableArray<TaskRow> opened, Burst burst, Guid caseId)
    {
        TimelineOptions Line(TimelineKind kind, string text) => new() { CaseId = caseId, At = burst.Now, Kind = kind, Text = text, ByPersonId = burst.ByPersonId };

        if (burst.Guard is TaskGuard done)
        {
            yield return Line(TimelineKind.TaskCompleted, $"{done.PersonName} finished a task: {done.Outcome}");
        }

        // What a person did about a step that had stopped; what the engine does by itself is not told.
        foreach (var stimulus in burst.ByPersonId is null ? [] : burst.Result.Journal.Stimuli)
        {
            var told = stimulus switch
            {
                RetryIncident => "A step that had stopped was tried again",
                SkipIncident skip => $"A step that had stopped was passed over, as if it had ended with: {skip.Outcome}",
                CancelInstance => "The process was cancelled",
                _ => null,
            };
            if (told is not null)
            {
                yield return Line(TimelineKind.Note, told);
            }
        }

        foreach (var task in opened)
        {
            yield return Line(TimelineKind.TaskGiven, $"New task: {task.SafeTitle}");
        }

        foreach (var _ in burst.Result.Effects.OfType<TaskEscalated>())
        {
            yield return Line(TimelineKind.TaskOverdue, "A task is overdue and was passed on");
        }
    }
}
