using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Joins that wait for all of their branches although two can never be taken together, one never at all, or one not always: by counters they are skipped then, by tokens they wait for ever.</summary>
internal sealed class JoinsNeverSatisfied : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.Flowcharts)
        {
            for (var position = 0; position < flow.Count; position++)
            {
                if (flow.Reachable[position] && (flow.UsesTokens ? ByTokens(flow, position) : ByCounters(flow, position)) is { } problem)
                {
                    yield return problem;
                }
            }
        }
    }

    private static Problem? ByCounters(FlowView flow, int position)
    {
        if (flow.Mode(position) != JoinMode.WaitAll)
        {
            return null;
        }

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

        if (Excluded(flow, inbound) is var (one, other))
        {
            return join.Problem(ProblemSeverity.Error, "join-never-satisfied", $"{join.Label} waits for all of its branches, but a choice before it takes only one of them: that from {one.Label} or that from {other.Label}. It and what follows are always skipped.", "Let it wait for the branches that were taken (WaitAllActive).", "mode");
        }

        return flow.Plan.Outbound[position].Length > 0 && Optional(flow, inbound) is var (branch, needs)
            ? join.Problem(ProblemSeverity.Warning, "join-may-be-skipped", $"{join.Label} waits for all of its branches, but the one from {branch.Label} is only taken where {needs}. Otherwise it and what follows are skipped.", "Let it wait for the branches that were taken (WaitAllActive).", "mode")
            : null;
    }

    // A branch that is not taken brings no token, and nothing says so: the step waits for ever. In a loop a later round may bring it.
    private static Problem? ByTokens(FlowView flow, int position)
    {
        var inbound = flow.Plan.ForwardInbound[position];
        if (flow.Merge(position) is not (MergeMode.Merge or MergeMode.Converge) || inbound.Length < 2 || Array.IndexOf(flow.Plan.Backward, true) >= 0)
        {
            return null;
        }

        var join = flow.Step(position);
        var (suggestion, property) = flow.IsJoin(position)
            ? ("Take it out, and let the branches go on to the step after it with the merge mode Stream.", "mode")
            : ("Choose the merge mode Stream, which goes on with the branches that were taken.", "customProperties.mergeMode");
        foreach (var source in inbound.Where(connection => !flow.CanFollow(connection) || !flow.Live[flow.Source(connection)]).Select(flow.Source))
        {
            return join.Problem(ProblemSeverity.Error, "join-never-satisfied", $"{join.Label} waits for all of its branches, but the one from {flow.Step(source).Label} is never taken, so it waits for ever.", "Correct that branch, or remove it.", property);
        }

        if (Excluded(flow, inbound) is var (one, other))
        {
            return join.Problem(ProblemSeverity.Error, "join-never-satisfied", $"{join.Label} waits for all of its branches, but a choice before it takes only one of them: that from {one.Label} or that from {other.Label}. It waits for ever.", suggestion, property);
        }

        return Optional(flow, inbound) is var (branch, needs)
            ? join.Problem(ProblemSeverity.Warning, "join-may-wait", $"{join.Label} waits for all of its branches, but the one from {branch.Label} is only taken where {needs}. Otherwise it waits for ever.", suggestion, property)
            : null;
    }

    // The sources of two connections that no run takes both.
    private static (CheckedStep One, CheckedStep Other)? Excluded(FlowView flow, int[] inbound)
    {
        for (var first = 0; first < inbound.Length && !flow.IsExhausted; first++)
        {
            for (var second = first + 1; second < inbound.Length; second++)
            {
                if (flow.Exclude(inbound[first], inbound[second]))
                {
                    return (flow.Step(flow.Source(inbound[first])), flow.Step(flow.Source(inbound[second])));
                }
            }
        }

        return null;
    }

    // A branch that a choice may leave out, while another arrives and the process goes on elsewhere or nowhere; and what takes it.
    private static (CheckedStep Branch, string Needs)? Optional(FlowView flow, int[] inbound)
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
                    return (flow.Step(flow.Source(connection)), $"{flow.Step(choice.Step).Label} ends with '{choice.Port}'");
                }
            }
        }

        return null;
    }
}
