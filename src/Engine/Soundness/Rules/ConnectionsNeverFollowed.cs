using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Arrows that leave by an exit their step does not have.</summary>
internal sealed class ConnectionsNeverFollowed : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var flow in definition.Flowcharts)
        {
            for (var connection = 0; connection < flow.ConnectionCount; connection++)
            {
                if (flow.Reachable[flow.Source(connection)] && !flow.CanFollow(connection))
                {
                    var source = flow.Step(flow.Source(connection));
                    yield return source.Node.IsTerminal
                        ? source.Problem(ProblemSeverity.Warning, "connection-never-followed", $"An arrow leads on from {source.Label}, but the process ends there.", "Remove the arrow, or the end before it.")
                        : source.Problem(ProblemSeverity.Warning, "connection-never-followed", $"An arrow leaves {source.Label} by '{flow.Port(connection)}', which is not one of its exits.", "Let the arrow leave by one of its exits, or add the exit.");
                }
            }
        }
    }
}
