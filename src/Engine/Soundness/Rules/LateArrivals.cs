using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>
/// A WaitAny join with a branch that waits for nothing: it arrives at once, before steps of the others have even started,
/// and what has not started is not cancelled. The others still run to their end, and their arrival is ignored; one that
/// begins to wait while the join is about to run is cancelled, and this second answer releases the join again.
/// </summary>
internal sealed class LateArrivals : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.CountingFlowcharts)
        {
            for (var position = 0; position < flow.Count; position++)
            {
                if (flow.Reachable[position] && flow.IsJoin(position) && flow.Mode(position) == JoinMode.WaitAny && Late(flow, position) is { } late)
                {
                    var join = flow.Step(position);
                    yield return join.Problem(ProblemSeverity.Warning, "late-arrival", $"One branch reaches {join.Label} without waiting, so the other still runs on from {late.Label} although {join.Label} has gone on. Its arrival is ignored, or, where it has only just begun to wait, what follows {join.Label} runs twice.", "Let the branch that does not wait run before the fork, or choose WaitAll.", "mode");
                }
            }
        }
    }

    private static CheckedStep? Late(FlowView flow, int join)
    {
        foreach (var (quick, late) in WaitAnyRaces.Racing(flow, join).TakeWhile(_ => flow.Spend(flow.Count)))
        {
            var waits = Enumerable.Range(0, flow.Count).Any(position => OnTheWay(flow, quick, late, join, position) && flow.Step(position).MayWait);
            if (!waits && OnTheWay(flow, late, quick, join, flow.Target(late.Connection)))
            {
                return flow.Step(flow.Target(late.Connection));
            }
        }

        return null;
    }

    private static bool OnTheWay(FlowView flow, Branch branch, Branch other, int join, int position) =>
        position != join && branch.Steps[position] && !other.Steps[position] && flow.Plan.IsAncestor(join, position);
}
