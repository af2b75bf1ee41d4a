using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CaseFlow.Activities.People;
using CaseFlow.Activities.Time;
using CaseFlow.Designer.Diagram;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.CaseFile;

/// <summary>
/// Reads where a case's processes are: the path from the journal, and what will happen by itself from the state. One
/// case at a time, never for a list.
/// </summary>
public sealed class CaseProcessReading(IInstanceStore instances, IDefinitionStore definitions)
{
    public async Task<IReadOnlyList<CaseProcess>> ForCase(Guid caseId, CancellationToken cancellationToken)
    {
        var processes = new List<CaseProcess>();
        foreach (var instance in await instances.ForCase(caseId, cancellationToken))
        {
            if (await definitions.Version(instance.VersionId, cancellationToken) is { } version && JsonNode.Parse(version.Json) is JsonObject json)
            {
                var picture = WorkflowPicture.Read(json);
                processes.Add(new(instance, picture, await Progress(instance.InstanceId, picture, cancellationToken), await Coming(instance, picture, cancellationToken)));
            }
        }

        return processes;
    }

    private async Task<CaseProgress> Progress(string instanceId, WorkflowPicture picture, CancellationToken cancellationToken)
    {
        var visits = new List<StepVisit>();
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in await instances.Journal(instanceId, cancellationToken))
        {
            foreach (var entry in BurstJournal.FromBytes(row.Entry).Trace)
            {
                if (entry.Kind == TraceKind.Started && picture.Step(entry.ActivityId) is not null)
                {
                    open[entry.ExecutionId] = visits.Count;
                    visits.Add(new(entry.ActivityId, row.At, null));
                }
                else if (entry.Kind is TraceKind.Completed or TraceKind.Cancelled && open.Remove(entry.ExecutionId, out var index))
                {
                    visits[index] = visits[index] with { EndedAt = row.At, Outcomes = entry.Kind == TraceKind.Completed ? entry.Detail : "" };
                }
            }
        }

        return new([.. visits]);
    }

    private async Task<IReadOnlyList<ComingNotice>> Coming(InstanceSummary instance, WorkflowPicture picture, CancellationToken cancellationToken)
    {
        if (instance.EndedAt is not null || await instances.Load(instance.InstanceId, cancellationToken) is not { } stored)
        {
            return [];
        }

        var state = InstanceState.FromBytes(stored.State);
        return
        [
            .. state.Executions.SelectMany(execution => Of(execution, state.Timers, picture.Step(execution.ActivityId)?.Text ?? execution.ActivityId)).OrderBy(notice => notice.At),
        ];
    }

    private static IEnumerable<ComingNotice> Of(LiveExecution execution, ImmutableArray<PendingTimer> timers, string step) => execution.ActivityType switch
    {
        AskPerson.TypeName => AskPerson.Coming(execution.State).Select(notice => new ComingNotice(step, CaseWording.Notice(notice), notice.At)),
        WaitUntil.TypeName => timers.Where(timer => timer.ExecutionId == execution.ExecutionId).Select(timer => new ComingNotice(step, "The wait ends and the process goes on", timer.Due)),
        _ => timers.Where(timer => timer.ExecutionId == execution.ExecutionId).Select(timer => new ComingNotice(step, "The process goes on", timer.Due)),
    };
}
