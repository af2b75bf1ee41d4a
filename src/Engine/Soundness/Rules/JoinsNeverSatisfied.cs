using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Joins that wait for all of their branches although two can never be taken together, one never at all, or one not always.</summary>
internal sealed class JoinsNeverSatisfied : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.Flowcharts)
        {
            for (var position = 0; position < flow.Count; position++)
            {
                if (flow.Reachable[position] && flow.Mode(position) == JoinMode.WaitAll && Check(flow, position) is { } problem)
                {
                    yield return problem;
                }
            }
        }
    }

    private static Problem? Check(FlowView flow, int position)
    {
        var join = flow.Step(position);
        var inbound = flow.Plan.ForwardInbound[position];
        foreach (var connection in inbound)
        {
            var source = flow.Step(flow.Source(connection));
            if (!flow.CanFollow(connection) || !flow.Live[flow.Source(connection)])
            {
                return join.Problem(ProblemSeverity.Error, "join-never-satisfied", $"{join.Label} waits for all of its branches, but the one from {source.Label} is never taken, so it and what follows are always skipped.", "Let it wait for the branches that were taken (WaitAllActive), or correct that branch.", "mode");
            }
        }

        for (var first = 0; first < inbound.Length && !flow.IsExhausted; first++)
        {
            for (var second = first + 1; second < inbound.Length; second++)
            {
                if (flow.Exclude(inbound[first], inbound[second]))
                {
                    var (one, other) = (flow.Step(flow.Source(inbound[first])), flow.Step(flow.Source(inbound[second])));
                    return join.Problem(ProblemSeverity.Error, "join-never-satisfied", $"{join.Label} waits for all of its branches, but a choice before it takes only one of them: that from {one.Label} or that from {other.Label}. It and what follows are always skipped.", "Let it wait for the branches that were taken (WaitAllActive).", "mode");
                }
            }
        }

        return flow.Plan.Outbound[position].Length > 0 ? Optional(flow, join, inbound) : null;
    }

    // A branch that a choice may leave out, while another arrives and the process goes on elsewhere or nowhere.
    private static Problem? Optional(FlowView flow, CheckedStep join, int[] inbound)
    {
        foreach (var connection in inbound)
        {
            foreach (var other in inbound)
            {
                if (flow.IsExhausted)
                {
                    return null;
                }

                if (other != connection && flow.LeftOut(connection, other) is { } choice)
                {
                    return join.Problem(ProblemSeverity.Warning, "join-may-be-skipped", $"{join.Label} waits for all of its branches, but the one from {flow.Step(flow.Source(connection)).Label} is only taken where {flow.Step(choice.Step).Label} ends with '{choice.Port}'. Otherwise it and what follows are skipped.", "Let it wait for the branches that were taken (WaitAllActive).", "mode");
                }
            }
        }

        return null;
    }
}
