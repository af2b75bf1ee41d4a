using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Exits nothing is joined to, of steps that go on by others: the case would silently stop there.</summary>
internal sealed class PortsLeftOpen : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.Flowcharts)
        {
            for (var position = 0; position < flow.Count; position++)
            {
                var step = flow.Step(position);
                if (!flow.Reachable[position] || step.Outcomes is not { Length: > 1 } outcomes || flow.Plan.Outbound[position].Length == 0)
                {
                    continue;
                }

                foreach (var outcome in outcomes.Distinct(StringComparer.Ordinal))
                {
                    if (!Array.Exists(flow.Plan.Outbound[position], connection => flow.Port(connection) == outcome))
                    {
                        yield return step.Problem(ProblemSeverity.Warning, "port-left-open", $"When {step.Label} ends with '{outcome}', nothing follows.", $"Draw an arrow from '{outcome}', or to an End if the process shall stop there.");
                    }
                }
            }
        }
    }
}
