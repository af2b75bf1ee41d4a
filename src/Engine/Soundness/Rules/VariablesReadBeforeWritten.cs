using System.Collections.Immutable;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>
/// Variables without a first value that a step may read before any other has set them. What is certainly set is followed
/// from the start: through a join of branches that all run everything they set, through a choice only what all ways set.
/// </summary>
internal sealed class VariablesReadBeforeWritten : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        var problems = new List<Problem>();
        if (definition.Root is { } root)
        {
            Follow(definition, root, [], problems);
        }

        return problems;
    }

    // What is set when the step is done, given what is set before.
    private static ImmutableHashSet<VariableSlot> Follow(CheckedDefinition definition, CheckedStep step, ImmutableHashSet<VariableSlot> set, List<Problem> problems)
    {
        foreach (var (slot, property) in VariableScope.Reads(step).DistinctBy(read => read.Slot))
        {
            var variable = definition.Compiled.Nodes[slot.Node].Variables[slot.Index];
            if (variable.Initial.IsMissing && !set.Contains(slot) && !VariableScope.Writes(step).Contains(slot))
            {
                problems.Add(step.Problem(ProblemSeverity.Warning, "read-before-written", $"{step.Label} may read the variable '{variable.Name}' before anything has set it; it is empty then.", "Give the variable a first value, or set it on every way to this step.", property));
            }
        }

        var after = step.Flow is { } flow ? FollowFlow(definition, flow, set, problems) : FollowChildren(definition, step, set, problems);
        return after.Union(VariableScope.Writes(step));
    }

    private static ImmutableHashSet<VariableSlot> FollowChildren(CheckedDefinition definition, CheckedStep step, ImmutableHashSet<VariableSlot> set, List<Problem> problems)
    {
        if (step.Node.Activity is Sequence)
        {
            return step.Children.Aggregate(set, (before, child) => Follow(definition, child, before, problems));
        }

        var ends = step.Children.Select(child => Follow(definition, child, set, problems)).ToArray();
        return step.Node.Activity switch
        {
            BuiltIn.Parallel => ends.Aggregate(set, (all, end) => all.Union(end)),
            If when ends.Length == 2 => ends[0].Intersect(ends[1]),
            FlowNode when ends.Length == 1 => ends[0],
            _ => set,
        };
    }

    private static ImmutableHashSet<VariableSlot> FollowFlow(CheckedDefinition definition, FlowView flow, ImmutableHashSet<VariableSlot> set, List<Problem> problems)
    {
        var after = new ImmutableHashSet<VariableSlot>?[flow.Count];
        var waiting = Enumerable.Range(0, flow.Count).Select(position => flow.Plan.ForwardInbound[position].Length).ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, flow.Count).Where(position => flow.Reachable[position] && waiting[position] == 0));
        while (ready.TryDequeue(out var position))
        {
            after[position] = Follow(definition, flow.Step(position), Before(flow, position, after, set), problems);
            foreach (var connection in flow.Plan.Outbound[position])
            {
                if (!flow.Plan.Backward[connection] && --waiting[flow.Target(connection)] == 0)
                {
                    ready.Enqueue(flow.Target(connection));
                }
            }
        }

        // Any step may be the last, so that only what the first sets is certain when the flowchart is done.
        return after[flow.Plan.Start] ?? set;
    }

    private static ImmutableHashSet<VariableSlot> Before(FlowView flow, int position, ImmutableHashSet<VariableSlot>?[] after, ImmutableHashSet<VariableSlot> set)
    {
        var inbound = flow.Plan.ForwardInbound[position];
        if (inbound.Length == 0)
        {
            return set;
        }

        var ends = Array.ConvertAll(inbound, connection => after[flow.Source(connection)] ?? set);
        var common = ends.Aggregate((one, other) => one.Intersect(other));
        if (flow.UsesTokens)
        {
            // By tokens a step waits for all of its branches or goes on with any of them.
            return flow.Merge(position) is MergeMode.Merge or MergeMode.Converge ? ends.Aggregate((one, other) => one.Union(other)) : common;
        }

        if (flow.Mode(position) == JoinMode.WaitAny)
        {
            return common;
        }

        for (var index = 0; index < inbound.Length; index++)
        {
            // A branch that is taken whenever the join is adds all it has set; to find that out is dear, and mostly it has set nothing more.
            if (!ends[index].IsSubsetOf(common) && (flow.Mode(position) == JoinMode.WaitAll || flow.Implies(inbound[index], position)))
            {
                common = common.Union(ends[index]);
            }
        }

        return common;
    }
}
