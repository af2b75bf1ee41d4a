using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Conditions that set a variable: mostly one = where two were meant, and then the same way is always taken.</summary>
internal sealed class ConditionsThatSetVariables : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition) =>
        from step in definition.Steps
        from read in step.Inputs
        where read.Property.Equals("condition", StringComparison.Ordinal) || read.Property.EndsWith("].condition", StringComparison.Ordinal)
        from name in read.Input.Expression is { } condition ? condition.VariablesWritten.Concat(condition.AccessorsWritten) : []
        select step.Problem(ProblemSeverity.Warning, "condition-sets-variable", $"The condition of {step.Label} sets the variable '{name}' instead of only looking at it.", "Write == to compare. To set a variable, put a step that sets it before this one.", read.Property);
}
