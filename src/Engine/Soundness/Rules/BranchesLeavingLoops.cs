using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>A branch that leaves a loop beside the way round: it is started again in every round.</summary>
internal sealed class BranchesLeavingLoops : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.Flowcharts)
        {
            foreach (var split in flow.Forks)
            {
                var loop = flow.Loop(split.Position);
                if (loop < 0 || !Array.Exists(split.Branches, branch => Turns(flow, branch, loop)))
                {
                    continue;
                }

                foreach (var branch in split.Branches.Where(branch => !Turns(flow, branch, loop)))
                {
                    var first = flow.Step(flow.Target(branch.Connection));
                    yield return first.Problem(ProblemSeverity.Warning, "branch-leaves-loop", $"{first.Label} is started again in every round of the loop it leaves, and several may be open at once.", "Start it before the loop or after it, unless each round shall have its own.");
                }
            }
        }
    }

    private static bool Turns(FlowView flow, Branch branch, int loop) => flow.Loop(flow.Target(branch.Connection)) == loop;
}
