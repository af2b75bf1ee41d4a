using System.Collections.Immutable;

namespace CaseFlow.Engine.Definitions;

/// <summary>An immutable graph ready to run. Thread-safe; compile once per version and cache.</summary>
public sealed partial class CompiledDefinition
{
    public required string DefinitionId { get; init; }

    public required string DefinitionVersionId { get; init; }

    public string? Name { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>The workflows used as activities, as they were found when this was compiled: pin these, so that running instances keep their graph.</summary>
    public ImmutableArray<UsedWorkflow> UsedWorkflows { get; init; } = [];

    /// <summary>All nodes; the first is the workflow itself. A parent always comes before its children.</summary>
    internal CompiledNode[] Nodes { get; init; } = [];

    /// <summary>Whether a fault ends the instance as faulted (the definition asks for Elsa's FaultStrategy) instead of opening an incident.</summary>
    internal bool FaultEndsInstance { get; init; }

    /// <summary>Whether any expression can read an activity's output; outputs that nothing can read are not kept.</summary>
    internal bool ReadsOutputs { get; init; }

    /// <summary>The type of the activity with this id, or null where there is none.</summary>
    public string? TypeOf(string activityId)
    {
        foreach (var node in Nodes)
        {
            if (node.Id == activityId)
            {
                return node.Type;
            }
        }

        return null;
    }

    /// <summary>The ports with a connection leading on from the activity, each once, in order.</summary>
    public ImmutableArray<string> PortsOf(string activityId)
    {
        var ports = ImmutableArray.CreateBuilder<string>();
        foreach (var node in Nodes)
        {
            if (node.Id != activityId || node.Parent?.Prepared is not FlowGraph graph)
            {
                continue;
            }

            for (var connection = 0; connection < graph.Sources.Length; connection++)
            {
                if (graph.Sources[connection] == node.Position && !ports.Contains(graph.Ports[connection]))
                {
                    ports.Add(graph.Ports[connection]);
                }
            }
        }

        return ports.ToImmutable();
    }
}

/// <summary>A workflow compiled into another.</summary>
public sealed record UsedWorkflow(string DefinitionId, string DefinitionVersionId);
