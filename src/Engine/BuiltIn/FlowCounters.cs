using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>
/// Elsa's counting semantics. Counters of a flowchart execution: [0] the start, then the visits of each child, then for
/// each connection its visits × 2, plus 1 where the last visit followed it.
/// </summary>
internal readonly ref struct FlowCounters
{
    private static readonly string[] Nothing = [];
    private readonly Burst _burst;
    private readonly BurstContext _context;
    private readonly ActivityExecution _flowchart;
    private readonly FlowGraph _graph;
    private readonly FlowPlan _plan;
    private readonly int[] _counters;
    private readonly int _connections;

    public FlowCounters(BurstContext context)
    {
        _context = context;
        _burst = context.Burst;
        _flowchart = context.Execution;
        _graph = (FlowGraph)context.Node.Prepared!;
        _counters = _flowchart.Counters!;
        _plan = _graph.Plans[_counters[0]]!;
        _connections = 1 + _graph.ChildCount;
    }

    public void Completed(ActivityExecution child, string[] outcomes) =>
        VisitOutbound(_burst.Definition.Nodes[child.Node].Position, outcomes, child.Backward);

    /// <summary>A cancelled child counts as skipped: what waited for it is released.</summary>
    public void Cancelled(ActivityExecution child) => VisitOutbound(_burst.Definition.Nodes[child.Node].Position, Nothing, backward: false);

    /// <summary>
    /// Cancels what has started and leads to the join. A flowchart that has ended is not told of a cancelled child, but a
    /// join that was still queued releases what waited for it there, as Elsa's does.
    /// </summary>
    public void CancelAncestors(int join)
    {
        if (_flowchart.LiveChildren == 0)
        {
            return;
        }

        foreach (var execution in _burst.State.Live.ToArray())
        {
            if (execution.Parent == _flowchart && !execution.Ended && _plan.IsAncestor(join, _burst.Definition.Nodes[execution.Node].Position))
            {
                _burst.Cancel(execution);
                if (_flowchart.Ended)
                {
                    Cancelled(execution);
                }
            }
        }
    }

    /// <summary>
    /// Visits the child's connections in the order of the file. A target that is skipped has its own visited at once, before
    /// the next of this one: depth first, on a stack of our own, so that no chain of steps is too long.
    /// </summary>
    private void VisitOutbound(int child, string[] outcomes, bool backward)
    {
        var stack = _burst.Visits;
        var bottom = stack.Count;
        if (!backward)
        {
            _counters[1 + child]++;
        }

        stack.Add((child, 0));
        while (stack.Count > bottom)
        {
            var (source, next) = stack[^1];
            var outbound = _plan.Outbound[source];
            if (next == outbound.Length)
            {
                stack.RemoveAt(stack.Count - 1);
                continue;
            }

            stack[^1] = (source, next + 1);
            var connection = outbound[next];
            var followed = stack.Count == bottom + 1 && Array.IndexOf(outcomes, _graph.Ports[connection]) >= 0;
            ref var counter = ref _counters[_connections + connection];
            counter = ((counter | 1) + 1) | (followed ? 1 : 0);
            if (Arrive(connection, _graph.Targets[connection], followed))
            {
                var skipped = _graph.Targets[connection];
                _burst.TraceSkipped(_context.Node.Children[skipped]);
                _counters[1 + skipped]++;
                stack.Add((skipped, 0));
            }
        }
    }

    /// <summary>Starts the target if it is time. True where it is to be skipped.</summary>
    private bool Arrive(int connection, int target, bool followed)
    {
        if (_plan.Backward[connection])
        {
            if (followed)
            {
                Schedule(target, backward: true);
            }

            return false;
        }

        if (_graph.Modes[target] == JoinMode.WaitAny)
        {
            return ArriveAtWaitAny(connection, target);
        }

        var (all, any, every) = Inbound(target);
        if (!all)
        {
            return false;
        }

        if (_graph.Modes[target] == JoinMode.WaitAll ? every : any)
        {
            Schedule(target, backward: false);
            return false;
        }

        return true;
    }

    private bool ArriveAtWaitAny(int connection, int target)
    {
        if (_counters[_connections + connection] >> 1 <= _counters[1 + target] || _burst.IsQueued(_context.Node.Children[target], _flowchart))
        {
            return false;
        }

        var (all, any, _) = Inbound(target);
        if (any)
        {
            Schedule(target, backward: false);
            CancelAncestors(target);
            return false;
        }

        return all;
    }

    /// <summary>
    /// Whether all forward inbound connections have more visits than the target; whether any of those visited most (and
    /// more than the target) was followed last; whether all have the same visits and were followed last.
    /// </summary>
    private (bool All, bool Any, bool Every) Inbound(int target)
    {
        var visits = _counters[1 + target];
        var (all, every, any, most) = (true, true, false, visits);
        var first = -1;
        foreach (var connection in _plan.ForwardInbound[target])
        {
            var counter = _counters[_connections + connection];
            var count = counter >> 1;
            var followed = (counter & 1) != 0;
            all &= count > visits;
            first = first < 0 ? count : first;
            every &= followed && count == first;
            if (count > most)
            {
                (most, any) = (count, followed);
            }
            else if (count == most && count > visits)
            {
                any |= followed;
            }
        }

        return (all, any, every);
    }

    private void Schedule(int target, bool backward)
    {
        if (_flowchart.Ended)
        {
            Flowchart.GoOnAfter(_flowchart, target);
        }

        _burst.Schedule(_context.Node.Children[target], _flowchart, backward);
    }
}
