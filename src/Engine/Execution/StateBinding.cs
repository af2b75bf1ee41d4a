using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// Makes sure that a state and a graph speak of the same nodes. The graph of a version is the same each time it is
/// compiled, unless a workflow it uses as an activity was not pinned and has changed since. Then nodes are found again by
/// the ids on the way to them; a flowchart that runs and has itself changed cannot be gone on with.
/// </summary>
internal static class StateBinding
{
    /// <exception cref="InvalidDataException">What runs is no longer in the definition.</exception>
    public static void Bind(InstanceState state, CompiledNode[] nodes)
    {
        var matches = true;
        foreach (var execution in state.Live)
        {
            matches &= (uint)execution.Node < (uint)nodes.Length && nodes[execution.Node].Id == execution.ActivityId && nodes[execution.Node].Parent?.Index == execution.Parent?.Node;
        }

        if (!matches)
        {
            FindAgain(state, nodes);
        }

        foreach (var execution in state.Live)
        {
            if (execution.Counters is { } counters && nodes[execution.Node].Prepared is FlowGraph graph && (counters.Length != 1 + graph.ChildCount + graph.Sources.Length || graph.Plans[counters[0]] is null))
            {
                throw Changed(execution);
            }
        }
    }

    private static void FindAgain(InstanceState state, CompiledNode[] nodes)
    {
        foreach (var execution in state.Live)
        {
            var node = execution.Parent is { } parent ? Array.Find(nodes[parent.Node].Children, child => child.Id == execution.ActivityId) : nodes[0];
            execution.Node = node?.Index ?? throw Changed(execution);
        }

        for (var index = 0; index < state.Queue.Length; index++)
        {
            if (state.Queue[index] is { Owner: { } owner, Node: var queued } && ((uint)queued >= (uint)nodes.Length || nodes[queued].Parent?.Index != owner.Node))
            {
                throw Changed(owner);
            }
        }

        for (var index = 0; index < state.Outputs.Count; index++)
        {
            var output = state.Outputs[index];
            state.Outputs[index] = output with { Node = Array.Find(nodes, node => node.Id == output.ActivityId)?.Index ?? 0 };
        }
    }

    private static InvalidDataException Changed(ActivityExecution execution) =>
        new($"The activity '{execution.ActivityId}' runs, but it is no longer in the definition as it was. Publish a workflow that is used as an activity as a new version, and let running ones keep the old.");
}
