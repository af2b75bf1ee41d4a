using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// Keeps count of what a journal's traces say, burst after burst: every execution opens once and closes once, and a join
/// goes on at most once for each set of branches that arrived. It trusts nothing that the engine decided.
/// </summary>
public sealed class TokenLedger(CompiledDefinition definition)
{
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);
    private int _last;

    /// <summary>How many executions were opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Enters the trace of the next burst. Gives what is wrong with it, in words.</summary>
    public IEnumerable<string> Add(ImmutableArray<TraceEntry> trace)
    {
        foreach (var entry in trace)
        {
            if (Enter(entry) is { } problem)
            {
                yield return problem;
            }
        }
    }

    /// <summary>Compares the executions left open with those of the state after the last burst, and counts the joins. Gives what is wrong.</summary>
    public IEnumerable<string> Close(InstanceState state)
    {
        if (state.Status == WorkflowStatus.Running)
        {
            var alive = state.Executions.Select(execution => execution.ExecutionId).ToHashSet(StringComparer.Ordinal);
            if (!alive.SetEquals(_open))
            {
                yield return $"The state holds {alive.Count} running executions, and the journal leaves {_open.Count} open, or others.";
            }
        }

        foreach (var node in definition.Nodes)
        {
            if (node.Prepared is FlowGraph graph && graph.Default is { } plan && IsPlain(node, graph))
            {
                foreach (var problem in Joins(node, graph, plan))
                {
                    yield return problem;
                }
            }
        }
    }

    private string? Enter(in TraceEntry entry)
    {
        switch (entry.Kind)
        {
            case TraceKind.Started:
                var id = Ids.Parse(entry.ExecutionId);
                if (id <= _last || !_open.Add(entry.ExecutionId))
                {
                    return $"The execution {entry.ExecutionId} of {entry.ActivityId} was opened twice.";
                }

                (_last, Opened) = (id, Opened + 1);
                Count(_starts, entry.ActivityId);
                return null;
            case TraceKind.Completed or TraceKind.Cancelled:
                Count(_ends, entry.ActivityId);
                return _open.Remove(entry.ExecutionId) ? null : $"The execution {entry.ExecutionId} of {entry.ActivityId} was closed although it was not open.";
            case TraceKind.Faulted:
                return _open.Contains(entry.ExecutionId) ? null : $"The execution {entry.ExecutionId} of {entry.ActivityId} failed although it was not open.";
            default:
                Count(_ends, entry.ActivityId);
                return null;
        }
    }

    /// <summary>Counts go by the ids of the file, which say which step is meant only where a flowchart has one start and each id is there once.</summary>
    private bool IsPlain(CompiledNode flowchart, FlowGraph graph) =>
        graph.Plans.Count(plan => plan is not null) == 1
        && flowchart.Children.Append(flowchart).All(node => definition.Nodes.Count(other => other.Id == node.Id) == 1);

    private IEnumerable<string> Joins(CompiledNode flowchart, FlowGraph graph, FlowPlan plan)
    {
        for (var join = 0; join < graph.ChildCount; join++)
        {
            var inbound = plan.ForwardInbound[join];
            if (!graph.IsJoin[join] || inbound.Length == 0)
            {
                continue;
            }

            var arrivals = inbound.Select(connection => Ends(flowchart.Children[graph.Sources[connection]])).ToList();
            var back = Enumerable.Range(0, graph.Sources.Length).Where(connection => graph.Targets[connection] == join && plan.Backward[connection]).Sum(connection => Ends(flowchart.Children[graph.Sources[connection]]));
            var most = back + (join == plan.Start ? Of(_starts, flowchart.Id) : 0) + Sets(graph, join, arrivals, Of(_starts, flowchart.Id));
            if (Of(_starts, flowchart.Children[join].Id) is var went && went > most)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"The join {flowchart.Children[join].Id} went on {went} times, and its branches arrived {most} times.");
            }
        }
    }

    /// <summary>
    /// The most often that these arrivals can make a join go on. One that waits for all needs one of each every time. One
    /// that waits for any may go on for each (Elsa's may run again for a branch that was not cancelled in time), but a race
    /// by tokens goes on once for each round; a flowchart that ran more than once may have had another winner each time.
    /// </summary>
    private static int Sets(FlowGraph graph, int join, List<int> arrivals, int runs)
    {
        if (!graph.UsesTokens)
        {
            return graph.Modes[join] == JoinMode.WaitAny ? arrivals.Sum() : arrivals.Min();
        }

        return (graph.Merges[join] ?? (graph.Modes[join] == JoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge)) switch
        {
            MergeMode.Merge or MergeMode.Converge => arrivals.Min(),
            MergeMode.Race when runs <= 1 => arrivals.Max(),
            _ => arrivals.Sum(),
        };
    }

    private int Ends(CompiledNode node) => Of(_ends, node.Id);

    private static int Of(Dictionary<string, int> counts, string id) => counts.GetValueOrDefault(id);

    private static void Count(Dictionary<string, int> counts, string id) => counts[id] = counts.GetValueOrDefault(id) + 1;
}
