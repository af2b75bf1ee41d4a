using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>
/// A step where the exit of a loop meets another branch. Each round that does not leave the loop counts as an answer of
/// that exit, so the meeting step goes on as soon as the other branch is there, though the loop still turns.
/// </summary>
internal sealed class JoinsReleasedByLoops : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.CountingFlowcharts)
        {
            for (var position = 0; position < flow.Count; position++)
            {
                var inbound = flow.Plan.ForwardInbound[position];
                if (flow.Reachable[position] && inbound.Length > 1 && flow.Mode(position) != JoinMode.WaitAny && Released(flow, position, inbound) is { } problem)
                {
                    yield return problem;
                }
            }
        }
    }

    private static Problem? Released(FlowView flow, int position, int[] inbound)
    {
        foreach (var split in flow.Forks)
        {
            foreach (var connection in inbound)
            {
                foreach (var branch in split.Branches)
                {
                    if (!flow.Spend(inbound.Length))
                    {
                        return null;
                    }

                    if (branch.Has(flow, connection) && MeetsAnother(flow, split, branch, connection, inbound) && LoopBefore(flow, branch, connection) is { } loop)
                    {
                        var step = flow.Step(position);
                        return step.Problem(ProblemSeverity.Warning, "join-released-by-loop", $"{step.Label} brings a loop and another branch together, but does not wait for the loop: after the first round through {loop.Label} it goes on as soon as the other branch is there.", "Put the loop into a flowchart of its own (a step that holds it), which is only done when the loop is.");
                    }
                }
            }
        }

        return null;
    }

    // Whether a connection of another branch alone leads to the same step.
    private static bool MeetsAnother(FlowView flow, FlowSplit split, Branch branch, int connection, int[] inbound)
    {
        foreach (var other in inbound)
        {
            if (other == connection || branch.Has(flow, other))
            {
                continue;
            }

            foreach (var beside in split.Branches)
            {
                if (!flow.Spend(1))
                {
                    return false;
                }

                if (beside != branch && beside.Has(flow, other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A loop in the branch, with an exit that leads to the connection.
    private static CheckedStep? LoopBefore(FlowView flow, Branch branch, int connection)
    {
        for (var exit = 0; exit < flow.ConnectionCount; exit++)
        {
            var loop = flow.Loop(flow.Source(exit));
            if (loop >= 0 && loop != flow.Loop(flow.Target(exit)) && flow.IsForward(exit) && branch.Steps[flow.Source(exit)]
                && (exit == connection || (flow.Spend(flow.ConnectionCount + flow.Count) && flow.After(flow.Target(exit))[flow.Source(connection)])))
            {
                return flow.Step(flow.Source(exit));
            }
        }

        return null;
    }
}
