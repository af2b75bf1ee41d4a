using CaseFlow.Engine.Activities;

namespace CaseFlow.Engine.Definitions;

/// <summary>One activity of a compiled definition.</summary>
internal sealed class CompiledNode
{
    public required int Index { get; init; }

    /// <summary>The activity's id in its file. Not unique where a workflow is used as an activity twice; <see cref="Index"/> is.</summary>
    public required string Id { get; set; }

    /// <summary>The type as it is shown: of an unknown activity "Elsa.NotFoundActivity".</summary>
    public required string Type { get; init; }

    public string? Name { get; init; }

    /// <summary>What its owner wrote on it in the designer, or null.</summary>
    public string? DisplayText { get; init; }

    /// <summary>As its owner sees it.</summary>
    public string Title => DisplayText ?? Name ?? Id;

    public required Activity Activity { get; init; }

    public bool IsTerminal { get; init; }

    public CompiledNode? Parent { get; init; }

    /// <summary>Position among the parent's children.</summary>
    public int Position { get; init; }

    public CompiledInput[] Inputs { get; set; } = [];

    public CompiledOutput[] Outputs { get; set; } = [];

    public CompiledVariable[] Variables { get; set; } = [];

    /// <summary>Names of <see cref="Variables"/>, in their order.</summary>
    public string[] VariableNames { get; set; } = [];

    public CompiledNode[] Children { get; set; } = [];

    /// <summary>What the activity itself prepared: a flowchart's plans, a switch's cases.</summary>
    public object? Prepared { get; set; }

    public bool CanStartWorkflow { get; init; }

    /// <summary>How far down a workflow used as an activity lies below; 0 where none does.</summary>
    public int WorkflowDepth { get; set; }

    public CompiledInput? FindInput(string name)
    {
        foreach (var input in Inputs)
        {
            if (input.Name == name)
            {
                return input;
            }
        }

        return null;
    }

    public int FindVariable(string name)
    {
        for (var index = 0; index < VariableNames.Length; index++)
        {
            if (VariableNames[index] == name)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The child embedded at the port ("Body", "Then"), or null.</summary>
    public CompiledNode? Embedded(string port)
    {
        foreach (var child in Children)
        {
            if (child.Port == port)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The embedded port this node fills in its parent, or null.</summary>
    public string? Port { get; init; }
}
