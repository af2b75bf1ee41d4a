using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>A branch that leaves a loop beside the way round: it is started again in every round.</summary>
internal sealed class BranchesLeavingLoops : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.CountingFlowcharts)
        {
            for (var position = 0; position < flow.Count; position++)
            {
                var loop = flow.Reachable[position] ? flow.Loop(position) : -1;
                foreach (var branches in loop < 0 ? [] : flow.Together(position))
                {
                    // The way round may be the very arrow that closes the loop, which no fork counts.
                    foreach (var connection in branches.Any(branch => Turns(flow, branch, loop)) ? branches.Where(branch => !Turns(flow, branch, loop)) : [])
                    {
                        var first = flow.Step(flow.Target(connection));
                        yield return first.Problem(ProblemSeverity.Warning, "branch-leaves-loop", $"{first.Label} is started again in every round of the loop it leaves, and several may be open at once.", "Start it before the loop or after it, unless each round shall have its own.");
                    }
                }
            }
        }
    }

    private static bool Turns(FlowView flow, int connection, int loop) => flow.Loop(flow.Target(connection)) == loop;
}
