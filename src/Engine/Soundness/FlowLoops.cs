namespace CaseFlow.Engine.Soundness;

/// <summary>Finds the loops of a flowchart: its strongly connected parts, by Tarjan's algorithm without recursion.</summary>
internal static class FlowLoops
{
    /// <summary>The number of each step's loop, -1 for steps in none.</summary>
    /// <param name="view">The flowchart.</param>
    /// <param name="without">Steps left out, or null.</param>
    public static int[] Find(FlowView view, Func<int, bool>? without = null)
    {
        var (order, low, loop) = (new int[view.Count], new int[view.Count], new int[view.Count]);
        Array.Fill(loop, -1);
        var (onStack, stack, path) = (new bool[view.Count], new Stack<int>(), new Stack<(int Position, int Next)>());
        var (time, loops) = (0, 0);
        for (var start = 0; start < view.Count; start++)
        {
            if (order[start] != 0 || !Included(start))
            {
                continue;
            }

            Enter(start);
            while (path.TryPop(out var at))
            {
                var outbound = view.Plan.Outbound[at.Position];
                if (at.Next < outbound.Length)
                {
                    path.Push((at.Position, at.Next + 1));
                    var target = view.Target(outbound[at.Next]);
                    if (!Included(target))
                    {
                        continue;
                    }

                    if (order[target] == 0)
                    {
                        Enter(target);
                    }
                    else if (onStack[target])
                    {
                        low[at.Position] = Math.Min(low[at.Position], order[target]);
                    }

                    continue;
                }

                if (path.TryPeek(out var parent))
                {
                    low[parent.Position] = Math.Min(low[parent.Position], low[at.Position]);
                }

                if (low[at.Position] == order[at.Position])
                {
                    Leave(at.Position);
                }
            }
        }

        return loop;

        bool Included(int position) => view.Reachable[position] && without?.Invoke(position) != true;

        void Enter(int position)
        {
            order[position] = low[position] = ++time;
            onStack[position] = true;
            stack.Push(position);
            path.Push((position, 0));
        }

        void Leave(int head)
        {
            var members = new List<int>();
            int member;
            do
            {
                member = stack.Pop();
                onStack[member] = false;
                members.Add(member);
            }
            while (member != head);

            var isLoop = members.Count > 1 || Array.Exists(view.Plan.Outbound[head], connection => view.Target(connection) == head);
            foreach (var position in members)
            {
                loop[position] = isLoop ? loops : -1;
            }

            loops += isLoop ? 1 : 0;
        }
    }
}
