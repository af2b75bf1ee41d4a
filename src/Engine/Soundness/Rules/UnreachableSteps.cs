using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Steps no run can come to: nothing leads there from the start, or they stand after an end in a sequence.</summary>
internal sealed class UnreachableSteps : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var step in definition.Steps)
        {
            if (step.Parent is { Flow: { } flow } && !flow.Reachable[step.Node.Position])
            {
                yield return step.Problem(ProblemSeverity.Warning, "unreachable-step", $"{step.Label} can never run: no arrow leads to it from the start.", "Draw an arrow to it, or remove it.");
            }
            else if (step.Parent?.Node.Activity is BuiltIn.Sequence && step.Parent.Children.Take(step.Node.Position).Any(before => before.Node.IsTerminal))
            {
                yield return step.Problem(ProblemSeverity.Warning, "unreachable-step", $"{step.Label} can never run: the sequence ends before it.", "Move the end behind it, or remove it.");
            }
        }
    }
}
