namespace CaseFlow.Engine.Definitions;

internal enum JoinMode : byte
{
    /// <summary>Every ordinary activity, and FlowJoin where it says so.</summary>
    WaitAllActive,
    WaitAll,
    WaitAny,
}

/// <summary>How a token flowchart treats arrivals at an activity.</summary>
internal enum MergeMode : byte
{
    None,
    Stream,
    Merge,
    Converge,
    Cascade,
    Race,
}

/// <summary>
/// A flowchart seen from one start activity: which connections lead forward, which lead back, and whether a loop may be
/// entered there. Children and connections go by their position in the flowchart.
/// </summary>
internal sealed class FlowPlan
{
    public required int Start { get; init; }

    /// <summary>Connections leaving each child, in the order of the file, without repeated ones.</summary>
    public required int[][] Outbound { get; init; }

    /// <summary>Counted connections into each child: forward, from a source that can be reached.</summary>
    public required int[][] ForwardInbound { get; init; }

    /// <summary>Connections that close a loop.</summary>
    public required bool[] Backward { get; init; }

    /// <summary>Backward connections that do not return to a head every path passes through.</summary>
    public required bool[] Sideways { get; init; }

    /// <summary>For each FlowJoin, the children on a path to it, as bits; null for other children.</summary>
    public required ulong[]?[] Ancestors { get; init; }

    public bool IsAncestor(int join, int child) =>
        Ancestors[join] is { } bits && (bits[child >> 6] & (1UL << (child & 63))) != 0;
}

/// <summary>A flowchart's children and connections with a plan for each activity a run may start at.</summary>
internal sealed class FlowGraph
{
    /// <summary>By connection.</summary>
    public required int[] Sources { get; init; }

    public required int[] Targets { get; init; }

    public required string[] Ports { get; init; }

    /// <summary>Whether the connection is like an earlier one in both ends and ports: it stands for nothing.</summary>
    public required bool[] Repeated { get; init; }

    /// <summary>Of FlowJoins; <see cref="JoinMode.WaitAllActive"/> for every other child.</summary>
    public required JoinMode[] Modes { get; init; }

    public required bool[] IsJoin { get; init; }

    /// <summary>As the file sets them; null where it does not.</summary>
    public required MergeMode?[] Merges { get; init; }

    /// <summary>Whether the flowchart runs by tokens.</summary>
    public bool UsesTokens { get; init; }

    /// <summary>The plan of an ordinary start; null for a flowchart without activities.</summary>
    public required FlowPlan? Default { get; init; }

    /// <summary>Plans by start position; null where no run starts there.</summary>
    public required FlowPlan?[] Plans { get; init; }

    public int ChildCount => Modes.Length;

    /// <summary>How arrivals at a child are treated by tokens. A FlowJoin's own mode decides, whatever merge mode is set beside it.</summary>
    public MergeMode Merge(int child)
    {
        if (!IsJoin[child])
        {
            return Merges[child] ?? MergeMode.None;
        }

        return Modes[child] == JoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
    }
}
