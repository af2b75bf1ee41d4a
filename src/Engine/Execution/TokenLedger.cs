using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// Keeps count of what a journal's traces say, burst after burst: every execution opens once and closes once, and a join
/// goes on at most once for each set of branches that arrived. It trusts nothing that the engine decided.
/// </summary>
public sealed class TokenLedger
{
    private readonly CompiledDefinition _definition;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);
    private readonly JoinWatch _joins = new();
    private int _last;

    public TokenLedger(CompiledDefinition definition)
    {
        _definition = definition;
        foreach (var node in definition.Nodes)
        {
            if (node.Prepared is FlowGraph { UsesTokens: false, Default: { } plan } graph && IsPlain(node, graph))
            {
                _joins.Add(node, graph, plan);
            }
        }
    }

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

        _joins.Settle();
        foreach (var node in _definition.Nodes)
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
                _joins.Settle();
                return null;
            case TraceKind.Completed or TraceKind.Cancelled:
                if (entry.Kind == TraceKind.Completed)
                {
                    _joins.Settle();
                }

                Ended(entry.ActivityId);
                return _open.Remove(entry.ExecutionId) ? null : $"The execution {entry.ExecutionId} of {entry.ActivityId} was closed although it was not open.";
            case TraceKind.Faulted:
                return _open.Contains(entry.ExecutionId) ? null : $"The execution {entry.ExecutionId} of {entry.ActivityId} failed although it was not open.";
            default:
                Ended(entry.ActivityId);
                return null;
        }
    }

    private void Ended(string activity)
    {
        Count(_ends, activity);
        _joins.Ended(activity);
    }

    /// <summary>Counts go by the ids of the file, which say which step is meant only where a flowchart has one start and each id is there once.</summary>
    private bool IsPlain(CompiledNode flowchart, FlowGraph graph) =>
        graph.Plans.Count(plan => plan is not null) == 1
        && flowchart.Children.Append(flowchart).All(node => _definition.Nodes.Count(other => other.Id == node.Id) == 1);

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
            var most = back + (join == plan.Start ? Of(_starts, flowchart.Id) : 0) + Sets(flowchart, graph, join, arrivals);
            if (Of(_starts, flowchart.Children[join].Id) is var went && went > most)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"The join {flowchart.Children[join].Id} went on {went} times, and its branches arrived {most} times.");
            }
        }
    }

    /// <summary>
    /// The most often that these arrivals can make a join go on. One that waits for all needs one of each every time; so does
    /// one that waits for all that were taken, except that a branch which arrives again before the join has ended makes it
    /// go on again. One that waits for any may go on for each (Elsa's may run again for a branch that was not cancelled in
    /// time), but a race by tokens goes on once for each round. By tokens, one that waits for all goes on for each arrival at
    /// which every other branch has come, and what has come is only used up when it ends: the arrivals that are too many for
    /// a set of each may all have been such. The counts of a flowchart that ran more than once begin again each time, and it
    /// may have had another winner.
    /// </summary>
    private int Sets(CompiledNode flowchart, FlowGraph graph, int join, List<int> arrivals)
    {
        var runs = Of(_starts, flowchart.Id);
        if (!graph.UsesTokens)
        {
            return graph.Modes[join] switch
            {
                JoinMode.WaitAny => arrivals.Sum(),
                JoinMode.WaitAllActive when _joins.Allowed(flowchart.Children[join].Id) is { } allowed => runs <= 1 ? allowed : arrivals.Sum(),
                _ => arrivals.Min(),
            };
        }

        if (graph.Modes[join] == JoinMode.WaitAny)
        {
            return runs <= 1 ? arrivals.Max() : arrivals.Sum();
        }

        return arrivals.Contains(0) ? 0 : arrivals.Sum() - (arrivals.Count - 1);
    }

    private int Ends(CompiledNode node) => Of(_ends, node.Id);

    private static int Of(Dictionary<string, int> counts, string id) => counts.GetValueOrDefault(id);

    private static void Count(Dictionary<string, int> counts, string id) => counts[id] = counts.GetValueOrDefault(id) + 1;
}
