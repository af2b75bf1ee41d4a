using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// The WaitAllActive joins whose branches can get out of step: one arrives again before the join has ended, behind a loop
/// or behind a join that runs again. Every other join's branches arrive once each, and need no watching.
/// </summary>
internal sealed class JoinWatch
{
    private readonly Dictionary<string, JoinArrivals> _joins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(JoinArrivals Join, int Branch)>> _branches = new(StringComparer.Ordinal);

    public void Add(CompiledNode flowchart, FlowGraph graph, FlowPlan plan)
    {
        if (Array.IndexOf(plan.Backward, true) < 0 && Array.IndexOf(graph.Modes, JoinMode.WaitAny) < 0)
        {
            return;
        }

        for (var join = 0; join < graph.ChildCount; join++)
        {
            var inbound = plan.ForwardInbound[join];
            if (!graph.IsJoin[join] || graph.Modes[join] != JoinMode.WaitAllActive || inbound.Length == 0)
            {
                continue;
            }

            var arrivals = _joins[flowchart.Children[join].Id] = new JoinArrivals(inbound.Length);
            for (var branch = 0; branch < inbound.Length; branch++)
            {
                var source = flowchart.Children[graph.Sources[inbound[branch]]].Id;
                (_branches.TryGetValue(source, out var list) ? list : _branches[source] = []).Add((arrivals, branch));
            }
        }
    }

    /// <summary>An activity was completed, cancelled or skipped.</summary>
    public void Ended(string activity)
    {
        _joins.GetValueOrDefault(activity)?.Ended();
        foreach (var (join, branch) in _branches.GetValueOrDefault(activity) ?? [])
        {
            join.Arrived(branch);
        }
    }

    /// <summary>A turn is over: a step that starts or completes begins the next, and what is skipped or cancelled belongs to the turn it happens in.</summary>
    public void Settle()
    {
        foreach (var join in _joins.Values)
        {
            join.Settle();
        }
    }

    /// <summary>How often the join may have gone on; null where it is not watched.</summary>
    public int? Allowed(string join) => _joins.TryGetValue(join, out var arrivals) ? arrivals.Allowed : null;
}
