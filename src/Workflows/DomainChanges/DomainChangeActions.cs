using System.Collections.Frozen;
using System.Collections.Immutable;
using CaseFlow.Activities.Effects;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>The changes a burst makes to the domain, as actions for the gate, in order, between the lines of the timeline that tell what made them and what came of it.</summary>
public sealed class DomainChangeActions(IEnumerable<IDomainChange> changes, TimelineLines timeline)
{
    private readonly FrozenDictionary<string, IDomainChange> _changes = changes.ToFrozenDictionary(change => change.Kind, StringComparer.Ordinal);

    public async Task<ImmutableArray<Action<WriteScope>>> Prepare(Burst burst, ImmutableArray<TaskRow> opened, ImmutableArray<OutboxRow> emails, CancellationToken cancellationToken)
    {
        if (burst.CaseId is not { } caseId)
        {
            return burst.Before;
        }

        var actions = ImmutableArray.CreateBuilder<Action<WriteScope>>();
        actions.AddRange(burst.Before);
        var asked = burst.Result.Effects.OfType<DomainChangeRequested>().ToList();
        var causes = TimelineLines.Causes(burst, caseId);
        if (asked.Count > 0)
        {
            Tell([.. causes]);
            causes = [];
        }

        foreach (var change in asked)
        {
            if (!_changes.TryGetValue(change.Kind, out var handler))
            {
                throw new CaseRuleException($"CaseFlow cannot make the change \"{change.Kind}\". Use an activity of this version in its place, publish, and retry.");
            }

            actions.Add(await handler.Prepare(
                new DomainChangeContext(change.Data, caseId, burst.Version.Row.DefinitionId, burst.Version.Row.Version, burst.Now, burst.ByPersonId, burst.Submission),
                cancellationToken));
        }

        Tell([.. causes, .. timeline.Results(burst, caseId, opened, emails)]);
        return actions.ToImmutable();

        void Tell(List<TimelineOptions> lines)
        {
            if (lines.Count > 0)
            {
                actions.Add(scope =>
                {
                    var data = scope.Data;
                    lines.ForEach(line => Timeline.Add(data, line));
                    data.SaveChanges();
                });
            }
        }
    }
}
