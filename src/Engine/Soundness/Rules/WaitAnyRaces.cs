using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>A join that goes on with the first of several branches running at the same time, and cancels the waits of the others.</summary>
internal sealed class WaitAnyRaces : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.CountingFlowcharts)
        {
            for (var position = 0; position < flow.Count; position++)
            {
                if (flow.Reachable[position] && flow.IsJoin(position) && flow.Mode(position) == JoinMode.WaitAny && Race(flow, position) is { } waiting)
                {
                    var join = flow.Step(position);
                    var reason = join.Node.FindInput("Mode") is null ? " (it does so because nothing else was chosen)" : "";
                    yield return join.Problem(ProblemSeverity.Warning, "wait-any-race", $"{join.Label} goes on with the first branch to arrive{reason}; {waiting.Label} is cancelled where it still waits then.", "Choose WaitAll or WaitAllActive to wait for the branches, or keep WaitAny if the first shall win.", "mode");
                }
            }
        }
    }

    /// <summary>A step that may wait while another branch arrives, or null.</summary>
    private static CheckedStep? Race(FlowView flow, int join)
    {
        foreach (var (branch, _) in Racing(flow, join).TakeWhile(_ => flow.Spend(flow.Count)))
        {
            for (var position = 0; position < flow.Count; position++)
            {
                if (branch.Steps[position] && position != join && flow.Plan.IsAncestor(join, position) && flow.Step(position).MayWait)
                {
                    return flow.Step(position);
                }
            }
        }

        return null;
    }

    /// <summary>Pairs of branches of one fork that both lead to the join, each by a connection of its own.</summary>
    public static IEnumerable<(Branch Branch, Branch Other)> Racing(FlowView flow, int join)
    {
        var inbound = flow.Plan.ForwardInbound[join];
        foreach (var split in flow.Forks)
        {
            foreach (var branch in split.Branches)
            {
                foreach (var other in split.Branches)
                {
                    if (other != branch && flow.Spend((long)inbound.Length * inbound.Length) && Array.Exists(inbound, one => branch.Has(flow, one) && !other.Has(flow, one) && Array.Exists(inbound, two => other.Has(flow, two) && !branch.Has(flow, two))))
                    {
                        yield return (branch, other);
                    }
                }
            }
        }
    }
}
