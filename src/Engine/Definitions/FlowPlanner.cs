namespace CaseFlow.Engine.Definitions;

/// <summary>Decides once, when a flowchart is compiled, what Elsa decides on each run: which connections lead back and whether they may.</summary>
internal static class FlowPlanner
{
    public static FlowPlan Plan(int count, int[] sources, int[] targets, bool[] repeated, bool[] isJoin, int start)
    {
        var outbound = Outbound(count, sources, repeated);
        var (reachable, accepted) = Walk(count, targets, outbound, start);
        var backward = new bool[sources.Length];
        var sideways = new bool[sources.Length];
        var anyBackward = false;
        for (var connection = 0; connection < sources.Length; connection++)
        {
            backward[connection] = reachable[sources[connection]] && !accepted[connection] && !repeated[connection];
            anyBackward |= backward[connection];
        }

        if (anyBackward)
        {
            var dominators = new Dominators(count, sources, targets, outbound, start);
            for (var connection = 0; connection < sources.Length; connection++)
            {
                sideways[connection] = backward[connection] && !dominators.Dominates(targets[connection], sources[connection]);
            }
        }

        var inbound = ForwardInbound(count, targets, accepted);
        var ancestors = new ulong[]?[count];
        for (var child = 0; child < count; child++)
        {
            if (isJoin[child])
            {
                ancestors[child] = Ancestors(count, sources, inbound, child);
            }
        }

        return new FlowPlan { Start = start, Outbound = outbound, ForwardInbound = inbound, Backward = backward, Sideways = sideways, Ancestors = ancestors };
    }

    private static int[][] Outbound(int count, int[] sources, bool[] repeated)
    {
        var sizes = new int[count];
        for (var connection = 0; connection < sources.Length; connection++)
        {
            sizes[sources[connection]] += repeated[connection] ? 0 : 1;
        }

        var outbound = new int[count][];
        for (var child = 0; child < count; child++)
        {
            outbound[child] = sizes[child] == 0 ? [] : new int[sizes[child]];
            sizes[child] = 0;
        }

        for (var connection = 0; connection < sources.Length; connection++)
        {
            if (!repeated[connection])
            {
                outbound[sources[connection]][sizes[sources[connection]]++] = connection;
            }
        }

        return outbound;
    }

    /// <summary>
    /// Breadth first from the start. A connection is accepted as forward unless its target already leads to its source
    /// over accepted ones; only a target that has been walked can, so that a search is needed for few connections.
    /// </summary>
    private static (bool[] Reachable, bool[] Accepted) Walk(int count, int[] targets, int[][] outbound, int start)
    {
        var reachable = new bool[count];
        var accepted = new bool[targets.Length];
        var walked = new bool[count];
        var stamps = new int[count];
        var stamp = 0;
        var queue = new Queue<int>();
        reachable[start] = true;
        queue.Enqueue(start);
        while (queue.TryDequeue(out var source))
        {
            walked[source] = true;
            foreach (var connection in outbound[source])
            {
                var target = targets[connection];
                if (!reachable[target])
                {
                    reachable[target] = true;
                    accepted[connection] = true;
                    queue.Enqueue(target);
                }
                else
                {
                    accepted[connection] = !walked[target] || !Leads(target, source, targets, outbound, accepted, stamps, ++stamp);
                }
            }
        }

        return (reachable, accepted);
    }

    private static bool Leads(int from, int to, int[] targets, int[][] outbound, bool[] accepted, int[] stamps, int stamp)
    {
        if (from == to)
        {
            return true;
        }

        var stack = new Stack<int>();
        stack.Push(from);
        stamps[from] = stamp;
        while (stack.TryPop(out var child))
        {
            foreach (var connection in outbound[child])
            {
                var next = targets[connection];
                if (!accepted[connection] || stamps[next] == stamp)
                {
                    continue;
                }

                if (next == to)
                {
                    return true;
                }

                stamps[next] = stamp;
                stack.Push(next);
            }
        }

        return false;
    }

    private static int[][] ForwardInbound(int count, int[] targets, bool[] accepted)
    {
        var lists = new List<int>?[count];
        for (var connection = 0; connection < targets.Length; connection++)
        {
            if (accepted[connection])
            {
                (lists[targets[connection]] ??= []).Add(connection);
            }
        }

        return Array.ConvertAll(lists, list => list?.ToArray() ?? []);
    }

    private static ulong[] Ancestors(int count, int[] sources, int[][] inbound, int join)
    {
        var bits = new ulong[(count + 63) >> 6];
        var stack = new Stack<int>();
        stack.Push(join);
        while (stack.TryPop(out var child))
        {
            foreach (var connection in inbound[child])
            {
                var source = sources[connection];
                if ((bits[source >> 6] & (1UL << (source & 63))) == 0)
                {
                    bits[source >> 6] |= 1UL << (source & 63);
                    stack.Push(source);
                }
            }
        }

        return bits;
    }
}
