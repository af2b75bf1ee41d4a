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
        Consume(position);
        foreach (var connection in _plan.Outbound[position])
        {
            if (Array.IndexOf(outcomes, _graph.Ports[connection]) >= 0)
            {
                _tokens.Add(connection * 2);
            }
        }

        foreach (var connection in _plan.Outbound[position])
        {
            if (Array.IndexOf(outcomes, _graph.Ports[connection]) >= 0)
            {
                Arrive(connection, _graph.Targets[connection]);
            }
        }
    }

    public void Cancelled(ActivityExecution child) => Consume(Position(child));

    private void Arrive(int connection, int target)
    {
        switch (Mode(target))
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

    /// <summary>The first token wins; each other connection is blocked for one token.</summary>
    private void Race(int connection, int target)
    {
        if (_tokens.Remove((connection * 2) + 1))
        {
            _tokens.Remove(connection * 2);
            return;
        }

        foreach (var other in _plan.ForwardInbound[target])
        {
            if (other != connection && _graph.Sources[other] != _graph.Sources[connection])
            {
                _tokens.Add((other * 2) + 1);
            }
        }

        Schedule(target);
        CancelAncestors(target);
    }

    private void CancelAncestors(int target)
    {
        var flowchart = _context.Execution;
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

        foreach (var execution in _context.Burst.State.Live.ToArray())
        {
            if (execution.Parent == flowchart && !execution.Ended && above[Position(execution)])
            {
                _context.Burst.Cancel(execution);
            }
        }
    }

    private MergeMode Mode(int target)
    {
        if (_graph.Merges[target] is { } mode)
        {
            return mode;
        }

        return !_graph.IsJoin[target] ? MergeMode.None : _graph.Modes[target] == JoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
    }

    private bool HasAllTokens(IEnumerable<int> connections)
    {
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

    private List<int> Inbound(int target)
    {
        var inbound = new List<int>();
        for (var connection = 0; connection < _graph.Targets.Length; connection++)
        {
            if (_graph.Targets[connection] == target)
            {
                inbound.Add(connection);
            }
        }

        return inbound;
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
