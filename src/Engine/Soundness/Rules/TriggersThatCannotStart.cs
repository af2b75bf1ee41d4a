using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Steps that say they start the process and never will: no run exists yet that could work their value out, or nobody looks for them there.</summary>
internal sealed class TriggersThatCannotStart : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var step in definition.Steps.Where(step => step.Node.CanStartWorkflow && step.Node.Activity.Descriptor.IsTrigger))
        {
            var needed = step.Node.Activity.Descriptor.Inputs.First(input => input.Required);
            var (property, words) = (JsonNames.Camel(needed.Name), $"“{needed.DisplayName}”");
            var input = step.Node.FindInput(needed.Name);
            if (step.Parent?.Parent is not null)
            {
                yield return step.Problem(ProblemSeverity.Warning, "trigger-inside", $"{step.Label} cannot start the process from inside {step.Parent.Label}.", "Move it out to the process itself, or take away that it starts the process.");
            }
            else if (input is { Kind: not InputKind.Constant })
            {
                yield return step.Problem(ProblemSeverity.Error, "trigger-worked-out", $"{step.Label} cannot start the process: its {words} is worked out by a run, and none is there before it starts.", "Write it as a fixed value, or take away that it starts the process.", property);
            }
            else if (input is not null && needed.Type == "TimeSpan" && ValueConversion.ToTimeSpan(input.Constant) is { Ticks: <= 0 })
            {
                yield return step.Problem(ProblemSeverity.Error, "trigger-never-due", $"{step.Label} cannot start the process: its {words} is no time at all.", "Give a length of time such as 01:00:00 for an hour.", property);
            }
        }
    }
}
