using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>An End that one branch can reach while another still waits: what waits there is cancelled.</summary>
internal sealed class EndsBesideRunningBranches : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.Flowcharts)
        {
            for (var position = 0; position < flow.Count; position++)
            {
                var end = flow.Step(position);
                if (flow.Reachable[position] && end.Node.IsTerminal && Beside(flow, position) is { } running)
                {
                    yield return end.Problem(ProblemSeverity.Warning, "end-beside-running-branch", $"When {end.Label} is reached, {running.Label} in another branch may still be open; it is cancelled then.", "Bring the branches together before the end, unless the other shall stop.");
                }
            }
        }
    }

    private static CheckedStep? Beside(FlowView flow, int end)
    {
        foreach (var split in flow.Forks)
        {
            foreach (var branch in split.Branches.Where(branch => branch.Steps[end]))
            {
                foreach (var other in split.Branches.Where(other => other != branch && !other.Steps[end] && flow.Spend(flow.Count)))
                {
                    for (var position = 0; position < flow.Count; position++)
                    {
                        if (other.Steps[position] && !branch.Steps[position] && flow.Step(position).MayWait)
                        {
                            return flow.Step(position);
                        }
                    }
                }
            }
        }

        return null;
    }
}
