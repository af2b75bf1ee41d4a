namespace CaseFlow.Engine.Definitions;

/// <summary>
/// Dominators of a flowchart from its start (Cooper, Harvey and Kennedy): child A dominates B when every path from the
/// start to B passes through A. A few passes over the connections, however many paths there are.
/// </summary>
internal sealed class Dominators
{
    private const int None = -1;
    private readonly int[] _immediate;
    private readonly int[] _order;

    public Dominators(int count, int[] sources, int[] targets, int[][] outbound, int start)
    {
        _order = new int[count];
        Array.Fill(_order, None);
        var postorder = Postorder(targets, outbound, start);
        var inbound = Inbound(count, sources, targets);
        _immediate = new int[count];
        Array.Fill(_immediate, None);
        _immediate[start] = start;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var index = postorder.Count - 2; index >= 0; index--)
            {
                changed |= Update(postorder[index], inbound, sources);
            }
        }
    }

    public bool Dominates(int head, int child)
    {
        if (_order[child] == None || _order[head] == None)
        {
            return false;
        }

        while (_order[child] < _order[head])
        {
            child = _immediate[child];
        }

        return child == head;
    }

    private bool Update(int child, List<int>[] inbound, int[] sources)
    {
        var dominator = None;
        foreach (var connection in inbound[child])
        {
            var source = sources[connection];
            if (_order[source] != None && _immediate[source] != None)
            {
                dominator = dominator == None ? source : Common(source, dominator);
            }
        }

        if (_immediate[child] == dominator)
        {
            return false;
        }

        _immediate[child] = dominator;
        return true;
    }

    private int Common(int left, int right)
    {
        while (left != right)
        {
            while (_order[left] < _order[right])
            {
                left = _immediate[left];
            }

            while (_order[right] < _order[left])
            {
                right = _immediate[right];
            }
        }

        return left;
    }

    private List<int> Postorder(int[] targets, int[][] outbound, int start)
    {
        var order = new List<int>(_order.Length);
        var visited = new bool[_order.Length];
        var stack = new Stack<(int Child, int Next)>();
        visited[start] = true;
        stack.Push((start, 0));
        while (stack.TryPop(out var frame))
        {
            if (frame.Next == outbound[frame.Child].Length)
            {
                _order[frame.Child] = order.Count;
                order.Add(frame.Child);
                continue;
            }

            stack.Push((frame.Child, frame.Next + 1));
            var target = targets[outbound[frame.Child][frame.Next]];
            if (!visited[target])
            {
                visited[target] = true;
                stack.Push((target, 0));
            }
        }

        return order;
    }

    private static List<int>[] Inbound(int count, int[] sources, int[] targets)
    {
        var inbound = new List<int>[count];
        for (var child = 0; child < count; child++)
        {
            inbound[child] = [];
        }

        for (var connection = 0; connection < sources.Length; connection++)
        {
            inbound[targets[connection]].Add(connection);
        }

        return inbound;
    }
}
