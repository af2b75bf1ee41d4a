using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Compiles a flowchart's connections and chooses where runs start.</summary>
internal static class FlowGraphBuilder
{
    public static FlowGraph Build(NodePreparation flowchart)
    {
        var children = flowchart.Node.Children;
        var (sources, targets, ports, repeated) = Connections(flowchart.Json["connections"] as JsonArray, children);
        var isJoin = Array.ConvertAll(children, child => child.Activity is FlowJoin);
        var plans = new FlowPlan?[children.Length];
        FlowPlan? chosen = null;
        if (children.Length > 0)
        {
            var start = Start(children, targets);
            for (var child = 0; child < children.Length; child++)
            {
                if (child == start || StartsRuns(children[child], flowchart.Node))
                {
                    plans[child] = FlowPlanner.Plan(children.Length, sources, targets, repeated, isJoin, child);
                }
            }

            chosen = plans[start]!;
            ReportSideways(flowchart, chosen, sources, targets);
            ReportRepeated(flowchart, repeated, sources, targets);
        }

        var merges = Merges(flowchart.Json["activities"] as JsonArray, children);
        return new FlowGraph
        {
            Sources = sources,
            Targets = targets,
            Ports = ports,
            Repeated = repeated,
            IsJoin = isJoin,
            Modes = Array.ConvertAll(children, Mode),
            Merges = merges,
            UsesTokens = merges.Any(merge => merge is { } mode && mode != MergeMode.None),
            Default = chosen,
            Plans = plans,
        };
    }

    /// <summary>
    /// The connections in the order of the file. One that is like an earlier one is kept, for a running flowchart's
    /// counters go by position, but marked: Elsa reads the two as one.
    /// </summary>
    private static (int[] Sources, int[] Targets, string[] Ports, bool[] Repeated) Connections(JsonArray? connections, CompiledNode[] children)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var child in children)
        {
            positions.TryAdd(child.Id, child.Position);
        }

        var (sources, targets, ports, repeated) = (new List<int>(), new List<int>(), new List<string>(), new List<bool>());
        var seen = new HashSet<(int Source, string Port, int Target, string? Entry)>();
        foreach (var connection in connections ?? [])
        {
            if (positions.TryGetValue(DefinitionReader.TextOf(connection.At("source").At("activity")) ?? "", out var source)
                && positions.TryGetValue(DefinitionReader.TextOf(connection.At("target").At("activity")) ?? "", out var target))
            {
                sources.Add(source);
                targets.Add(target);
                ports.Add(DefinitionReader.TextOf(connection.At("source").At("port")) ?? "Done");
                repeated.Add(!seen.Add((source, ports[^1], target, DefinitionReader.TextOf(connection.At("target").At("port")))));
            }
        }

        return ([.. sources], [.. targets], [.. ports], [.. repeated]);
    }

    /// <summary>The first Start, else the first that may start the workflow, else the first nothing leads to, else the first.</summary>
    private static int Start(CompiledNode[] children, int[] targets)
    {
        var start = Array.FindIndex(children, child => child.Activity is Start);
        if (start < 0)
        {
            start = Array.FindIndex(children, child => child.CanStartWorkflow);
        }

        if (start < 0)
        {
            start = Array.FindIndex(children, child => Array.IndexOf(targets, child.Position) < 0);
        }

        return Math.Max(start, 0);
    }

    /// <summary>Whether a trigger may start a run at this child: only in the workflow's own flowchart.</summary>
    private static bool StartsRuns(CompiledNode child, CompiledNode flowchart) =>
        child.CanStartWorkflow && child.Activity.Descriptor.IsTrigger && flowchart.Parent?.Activity is WorkflowRoot && flowchart.Parent.Parent is null;

    private static JoinMode Mode(CompiledNode child)
    {
        if (child.Activity is not FlowJoin)
        {
            return JoinMode.WaitAllActive;
        }

        var mode = child.FindInput("Mode") is { Kind: InputKind.Constant } input ? ValueConversion.ToText(input.Constant) : "";
        return mode switch
        {
            "WaitAll" => JoinMode.WaitAll,
            "WaitAllActive" => JoinMode.WaitAllActive,
            _ => JoinMode.WaitAny,
        };
    }

    private static MergeMode?[] Merges(JsonArray? activities, CompiledNode[] children)
    {
        var merges = new MergeMode?[children.Length];
        var position = 0;
        foreach (var activity in activities ?? [])
        {
            if (activity is JsonObject && position < merges.Length)
            {
                merges[position++] = Enum.TryParse<MergeMode>(DefinitionReader.TextOf(activity["customProperties"].At("mergeMode")), ignoreCase: true, out var mode) ? mode : null;
            }
        }

        return merges;
    }

    private static void ReportSideways(NodePreparation flowchart, FlowPlan plan, int[] sources, int[] targets)
    {
        for (var connection = 0; connection < sources.Length; connection++)
        {
            if (plan.Sideways[connection])
            {
                var (from, to) = (flowchart.Node.Children[sources[connection]], flowchart.Node.Children[targets[connection]]);
                flowchart.Report(ProblemSeverity.Error, "loop-entered-sideways", $"The arrow from '{from.Title}' back to '{to.Title}' makes a loop that can be entered without passing through '{to.Title}'.", "connections", "Let the loop go back to a step that every way into the loop passes through.");
            }
        }
    }

    private static void ReportRepeated(NodePreparation flowchart, bool[] repeated, int[] sources, int[] targets)
    {
        var drawn = Enumerable.Range(0, repeated.Length).Where(connection => repeated[connection]);
        foreach (var (source, target) in drawn.Select(connection => (sources[connection], targets[connection])).Distinct())
        {
            flowchart.Report(ProblemSeverity.Warning, "repeated-arrow", $"The arrow from '{flowchart.Node.Children[source].Title}' to '{flowchart.Node.Children[target].Title}' is there more than once. It counts once.", "connections", "Remove all but one of them.");
        }
    }
}
