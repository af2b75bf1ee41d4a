using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>
/// Elsa's token semantics: a completed child puts a token on each connection it chose, and each target's merge mode says
/// which tokens it waits for. A token is its connection × 2, plus 1 where it only blocks the connection.
/// </summary>
internal readonly ref struct FlowTokens
{
    private readonly BurstContext _context;
    private readonly FlowGraph _graph;
    private readonly FlowPlan _plan;
    private readonly List<int> _tokens;

    public FlowTokens(BurstContext context)
    {
        _context = context;
        _graph = (FlowGraph)context.Node.Prepared!;
        _plan = _graph.Plans[context.Execution.Counters![0]]!;
        _tokens = context.Execution.Tokens!;
    }

    public void Completed(ActivityExecution child, string[] outcomes)
    {
        var position = Position(child);
        foreach (var connection in _plan.Outbound[position])
        {
            if (Array.IndexOf(outcomes, _graph.Ports[connection]) >= 0)
            {
                _tokens.Add(connection * 2);
            }
        }

        Consume(position);
        foreach (var connection in _plan.Outbound[position])
        {
            if (Array.IndexOf(outcomes, _graph.Ports[connection]) >= 0)
            {
                Arrive(connection, _graph.Targets[connection]);
            }
        }
    }

    /// <summary>Nothing is on its way to or from a cancelled child any more.</summary>
    public void Cancelled(ActivityExecution child)
    {
        var position = Position(child);
        for (var index = _tokens.Count - 1; index >= 0; index--)
        {
            if (_graph.Targets[_tokens[index] >> 1] == position || _graph.Sources[_tokens[index] >> 1] == position)
            {
                _tokens.RemoveAt(index);
            }
        }
    }

    /// <summary>Cancels what has started and leads to the target.</summary>
    public void CancelAncestors(int target)
    {
        var above = Ancestors(target);
        foreach (var execution in _context.Burst.State.Live.ToArray())
        {
            if (execution.Parent == _context.Execution && !execution.Ended && above[Position(execution)])
            {
                _context.Burst.Cancel(execution);
            }
        }
    }

    private void Arrive(int connection, int target)
    {
        switch (_graph.Merge(target))
        {
            case MergeMode.Cascade:
                Schedule(target);
                break;
            case MergeMode.Race:
                Race(connection, target);
                break;
            case MergeMode.Merge:
                if (HasAllTokens(_plan.ForwardInbound[target]))
                {
                    Schedule(target);
                }

                break;
            case MergeMode.Converge:
                if (HasAllTokens(Inbound(target)))
                {
                    Schedule(target);
                }

                break;
            default:
                if (!IsAwaitedUpstream(target))
                {
                    Schedule(target);
                }

                break;
        }
    }

    /// <summary>The first token wins; each other connection is blocked for one token. Every arrival cancels what still leads there.</summary>
    private void Race(int connection, int target)
    {
        var blocked = _tokens.Contains((connection * 2) + 1);
        if (!blocked)
        {
            Schedule(target);
        }

        CancelAncestors(target);
        if (blocked)
        {
            _tokens.Remove((connection * 2) + 1);
            _tokens.Remove(connection * 2);
            return;
        }

        foreach (var other in _plan.ForwardInbound[target])
        {
            if (_graph.Sources[other] != _graph.Sources[connection])
            {
                _tokens.Add((other * 2) + 1);
            }
        }
    }

    private bool[] Ancestors(int target)
    {
        var above = new bool[_graph.ChildCount];
        var stack = new Stack<int>();
        stack.Push(target);
        while (stack.TryPop(out var child))
        {
            foreach (var connection in _plan.ForwardInbound[child])
            {
                var source = _graph.Sources[connection];
                if (!above[source])
                {
                    above[source] = true;
                    stack.Push(source);
                }
            }
        }

        return above;
    }

    /// <summary>Whether there is a token on each; where only one connection leads to the target, whichever arrival it was is enough.</summary>
    private bool HasAllTokens(ReadOnlySpan<int> connections)
    {
        if (connections.Length <= 1)
        {
            return true;
        }

        foreach (var connection in connections)
        {
            if (!_tokens.Contains(connection * 2))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a token is still on its way to a step just before the target.</summary>
    private bool IsAwaitedUpstream(int target)
    {
        foreach (var inbound in _plan.ForwardInbound[target])
        {
            var source = _graph.Sources[inbound];
            foreach (var token in _tokens)
            {
                if ((token & 1) == 0 && _graph.Targets[token >> 1] == source)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private int[] Inbound(int target)
    {
        var graph = _graph;
        return [.. Enumerable.Range(0, graph.Targets.Length).Where(connection => graph.Targets[connection] == target && !graph.Repeated[connection])];
    }

    private void Consume(int child)
    {
        for (var index = _tokens.Count - 1; index >= 0; index--)
        {
            if ((_tokens[index] & 1) == 0 && _graph.Targets[_tokens[index] >> 1] == child)
            {
                _tokens.RemoveAt(index);
            }
        }
    }

    private int Position(ActivityExecution child) => _context.Burst.Definition.Nodes[child.Node].Position;

    private void Schedule(int target) => _context.Burst.Schedule(_context.Node.Children[target], _context.Execution);
}
