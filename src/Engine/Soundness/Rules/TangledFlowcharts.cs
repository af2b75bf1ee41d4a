using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Says where a flowchart was too tangled for the other rules to look at all of it. Stands last among them.</summary>
internal sealed class TangledFlowcharts : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.Flowcharts.Where(flow => flow.IsExhausted))
        {
            yield return flow.Chart.Problem(ProblemSeverity.Warning, "too-tangled", $"{flow.Chart.Label} has so many arrows that its branches could not all be checked.", "Split it into smaller flowcharts, one inside the other or as processes of their own.");
        }
    }
}
