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
                var connections = flow.Plan.Outbound[position];
                if (!flow.Reachable[position] || step.Outcomes is not { Length: > 1 } || connections.Length == 0)
                {
                    continue;
                }

                foreach (var outcome in step.OutcomesToJoin(IsJoined))
                {
                    if (!IsJoined(outcome))
                    {
                        yield return step.Problem(ProblemSeverity.Warning, "port-left-open", $"When {step.Label} ends with '{outcome}', nothing follows.", $"Draw an arrow from '{outcome}', or to an End if the process shall stop there.");
                    }
                }

                bool IsJoined(string outcome) => Array.Exists(connections, connection => flow.Port(connection) == outcome);
            }
        }
    }
}
