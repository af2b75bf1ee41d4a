using System.Collections;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness;

/// <summary>
/// A flowchart as a graph of steps and connections, with what the rules ask of it. Sets are bits by a step's position,
/// made when first asked for. A flowchart so tangled that examining it would take long is examined in part only, and
/// says so by <see cref="IsExhausted"/>.
/// </summary>
internal sealed class FlowView
{
    // Steps of work all rules together may take on one flowchart: well below a second.
    private const long MaxWork = 5_000_000;
    private readonly FlowGraph _graph;
    private List<Requirement>? _requirements;
    private List<FlowSplit>? _forks;
    private int[]? _loops;

    private BitArray? _live;
    private long _spent;

    public FlowView(CheckedStep chart, FlowGraph graph)
    {
        (Chart, _graph) = (chart, graph);
        Plan = graph.Default!;
        Reachable = new BitArray(Count);
        foreach (var plan in graph.Plans)
        {
            if (plan is not null)
            {
                Reachable.Or(From([plan.Start], forwardOnly: false, plan.Outbound));
            }
        }
    }

    public CheckedStep Chart { get; }

    public FlowPlan Plan { get; }

    public int Count => _graph.ChildCount;

    public int ConnectionCount => _graph.Sources.Length;

    /// <summary>Steps that some run can come to.</summary>
    public BitArray Reachable { get; }

    /// <summary>Steps that can be reached over arrows whose exits exist.</summary>
    public BitArray Live => _live ??= FindLive();

    /// <summary>Branches that may run at the same time.</summary>
    public IReadOnlyList<FlowSplit> Forks => _forks ??= FindForks();

    public CheckedStep Step(int position) => Chart.Children[position];

    public int Source(int connection) => _graph.Sources[connection];

    public int Target(int connection) => _graph.Targets[connection];

    public string Port(int connection) => _graph.Ports[connection];

    /// <summary>Whether it runs by tokens: what arrives is then treated by <see cref="Merge"/> and not by <see cref="Mode"/>.</summary>
    public bool UsesTokens => _graph.UsesTokens;

    public JoinMode Mode(int position) => _graph.Modes[position];

    public MergeMode Merge(int position) => _graph.Merge(position);

    public bool IsJoin(int position) => _graph.IsJoin[position];

    public bool IsForward(int connection) => Reachable[Source(connection)] && !Plan.Backward[connection] && !_graph.Repeated[connection];

    /// <summary>Whether the connection's port is among its source's outcomes, or these are not known.</summary>
    public bool CanFollow(int connection) => Step(Source(connection)).HasExit(Port(connection));

    /// <summary>Which loop a step is in: equal numbers, -1 for none.</summary>
    public int Loop(int position) => (_loops ??= FlowLoops.Find(this))[position];

    /// <summary>Whether there was more to examine than time allowed.</summary>
    public bool IsExhausted => _spent > MaxWork;

    /// <summary>Counts work about to be done; false where it is to be left out.</summary>
    public bool Spend(long work)
    {
        _spent += work;
        return _spent <= MaxWork;
    }

    /// <summary>Steps that forward connections lead to from these, themselves included.</summary>
    public BitArray After(params int[] starts) => From(starts, forwardOnly: true, Plan.Outbound);

    /// <summary>Whether no run can take both connections in the same round, because one choice would have to be made both ways.</summary>
    public bool Exclude(int first, int second)
    {
        foreach (var one in Requirements)
        {
            if (!Spend(1))
            {
                return false;
            }

            if (one.Holds(this, first) && Spend(Requirements.Count)
                && Requirements.Exists(other => other.Choice == one.Choice && other.Port != one.Port && other.Holds(this, second)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A choice that the first connection needs and the second does not, with the exit that leads to the first; null where
    /// there is none, or where every other exit turns back or comes to an end of the process.
    /// </summary>
    public (int Step, string Port)? LeftOut(int first, int second)
    {
        foreach (var one in Requirements)
        {
            if (!Spend(1))
            {
                return null;
            }

            if (one.Holds(this, first) && !one.Holds(this, second) && Array.Exists(Plan.Outbound[one.Choice], other => Port(other) != one.Port && GoesOn(other)))
            {
                return (one.Choice, one.Port);
            }
        }

        return null;

        bool GoesOn(int connection) =>
            !Plan.Backward[connection] && CanFollow(connection) && (Loop(Target(connection)) < 0 || Loop(Target(connection)) != Loop(Source(connection))) && Spend(ConnectionCount + Count) && After(Target(connection)) is var after
            && !Enumerable.Range(0, Count).Any(position => after[position] && Step(position).Node.IsTerminal);
    }

    /// <summary>Whether a run that takes the second connection has made every choice the first needs.</summary>
    public bool Implies(int second, int target) => Requirements.TrueForAll(one => !one.Holds(this, second) || one.Steps[target]);

    public BitArray From(int[] starts, bool forwardOnly, int[][] outbound, int withoutSource = -1, string? withoutPort = null)
    {
        var seen = new BitArray(Count);
        var stack = new Stack<int>(starts);
        while (stack.TryPop(out var position))
        {
            if (seen[position])
            {
                continue;
            }

            seen[position] = true;
            foreach (var connection in outbound[position])
            {
                if ((!forwardOnly || !Plan.Backward[connection]) && !(position == withoutSource && Port(connection) == withoutPort))
                {
                    stack.Push(Target(connection));
                }
            }
        }

        return seen;
    }

    private List<Requirement> Requirements => _requirements ??= FindRequirements();

    private List<Requirement> FindRequirements()
    {
        var requirements = new List<Requirement>();
        for (var position = 0; position < Count; position++)
        {
            var ports = Plan.Outbound[position].Where(connection => !Plan.Backward[connection]).Select(Port).Distinct().ToArray();
            if (!Reachable[position] || !Step(position).IsChoice || Plan.Outbound[position].Select(Port).Distinct().Count() < 2)
            {
                continue;
            }

            foreach (var port in ports)
            {
                if (!Spend(ConnectionCount + Count))
                {
                    return [];
                }

                var without = From([Plan.Start], forwardOnly: true, Plan.Outbound, position, port).Not();
                requirements.Add(new Requirement(position, port, without.And(Reachable)));
            }
        }

        return requirements;
    }

    private BitArray FindLive()
    {
        var followed = Array.ConvertAll(Plan.Outbound, connections => Array.FindAll(connections, CanFollow));
        var live = new BitArray(Count);
        foreach (var plan in _graph.Plans)
        {
            if (plan is not null)
            {
                live.Or(From([plan.Start], forwardOnly: false, followed));
            }
        }

        return live;
    }

    /// <summary>Connections out of a step that one ending of it follows together: all of a fork's, those of one exit of another's.</summary>
    public IEnumerable<int[]> Together(int position)
    {
        var leaving = Array.FindAll(Plan.Outbound[position], CanFollow);
        return Step(position).IsFork ? [leaving] : leaving.GroupBy(Port, StringComparer.Ordinal).Select(port => port.ToArray());
    }

    private List<FlowSplit> FindForks()
    {
        var forks = new List<FlowSplit>();
        for (var position = 0; position < Count; position++)
        {
            if (!Reachable[position])
            {
                continue;
            }

            // Each exit of a choice by itself: what leaves by another does not run beside it.
            foreach (var together in Together(position))
            {
                var branches = Array.FindAll(together, connection => !Plan.Backward[connection]);
                if (branches.Length < 2)
                {
                    continue;
                }

                if (!Spend((long)branches.Length * (ConnectionCount + Count)))
                {
                    return [];
                }

                forks.Add(new FlowSplit(position, Array.ConvertAll(branches, connection => new Branch(connection, After(Target(connection))))));
            }
        }

        return forks;
    }

    /// <summary>Steps that only run where the choice went this way.</summary>
    private sealed record Requirement(int Choice, string Port, BitArray Steps)
    {
        public bool Holds(FlowView view, int connection) =>
            Steps[view.Source(connection)] || (view.Source(connection) == Choice && view.Port(connection) == Port);
    }
}

/// <summary>A step whose branches may run at the same time.</summary>
internal sealed record FlowSplit(int Position, Branch[] Branches);

/// <summary>One connection out of a fork, and the steps after it.</summary>
internal sealed record Branch(int Connection, BitArray Steps)
{
    /// <summary>Whether the connection is in this branch.</summary>
    public bool Has(FlowView view, int connection) => connection == Connection || Steps[view.Source(connection)];
}
