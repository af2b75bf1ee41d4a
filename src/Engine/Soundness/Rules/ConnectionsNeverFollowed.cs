using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>
/// Arrows that leave by an exit their step does not have. They run in Elsa and here, as arrows that are never followed; to
/// publish one is to lose a path, so it is an error, whether or not a run can come to the step.
/// </summary>
internal sealed class ConnectionsNeverFollowed : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var chart in definition.Steps)
        {
            if (chart.Node.Prepared is not FlowGraph graph || graph.ChildCount != chart.Children.Count)
            {
                continue;
            }

            for (var connection = 0; connection < graph.Sources.Length; connection++)
            {
                var source = chart.Children[graph.Sources[connection]];
                if (source.HasExit(graph.Ports[connection]))
                {
                    continue;
                }

                yield return source.Node.IsTerminal || source.Outcomes is { IsEmpty: true }
                    ? source.Problem(ProblemSeverity.Warning, "connection-never-followed", $"An arrow leads on from {source.Label}, but the process ends there.", "Remove the arrow, or the end before it.")
                    : source.Problem(
                        ProblemSeverity.Error,
                        "unknown-exit",
                        $"An arrow leaves {source.Label} by '{graph.Ports[connection]}', but its exits are {Exits(source)}.",
                        $"Let the arrow leave by {Exits(source, " or ")}, or give the step the exit '{graph.Ports[connection]}'.");
            }
        }
    }

    private static string Exits(CheckedStep step, string last = " and ")
    {
        var exits = step.Outcomes!.Value.Distinct(StringComparer.Ordinal).Select(exit => $"'{exit}'").ToArray();
        return exits.Length == 1 ? exits[0] : string.Join(", ", exits[..^1]) + last + exits[^1];
    }
}
