using CaseFlow.Engine.Activities;

namespace CaseFlow.Engine.Definitions;

/// <summary>One activity of a compiled definition.</summary>
internal sealed class CompiledNode
{
    // Up to this many names a walk is faster than a hash; a file may declare tens of thousands.
    private const int Walked = 8;

    private CompiledInput[] _inputs = [];
    private Dictionary<string, int>? _inputPositions;
    private string[] _variableNames = [];
    private Dictionary<string, int>? _variablePositions;

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

    public CompiledInput[] Inputs
    {
        get => _inputs;
        set => (_inputs, _inputPositions) = (value, Positions(value, input => input.Name));
    }

    public CompiledOutput[] Outputs { get; set; } = [];

    public CompiledVariable[] Variables { get; set; } = [];

    /// <summary>Names of <see cref="Variables"/>, in their order.</summary>
    public string[] VariableNames
    {
        get => _variableNames;
        set => (_variableNames, _variablePositions) = (value, Positions(value, name => name));
    }

    public CompiledNode[] Children { get; set; } = [];

    /// <summary>What the activity itself prepared: a flowchart's plans, a switch's cases.</summary>
    public object? Prepared { get; set; }

    public bool CanStartWorkflow { get; init; }

    /// <summary>How far down a workflow used as an activity lies below; 0 where none does.</summary>
    public int WorkflowDepth { get; set; }

    public CompiledInput? FindInput(string name)
    {
        if (_inputPositions is not null)
        {
            return _inputPositions.TryGetValue(name, out var position) ? _inputs[position] : null;
        }

        foreach (var input in _inputs)
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
        if (_variablePositions is not null)
        {
            return _variablePositions.GetValueOrDefault(name, -1);
        }

        for (var index = 0; index < _variableNames.Length; index++)
        {
            if (_variableNames[index] == name)
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

    // Of a name that is there twice, the first: as a walk finds it.
    private static Dictionary<string, int>? Positions<T>(T[] items, Func<T, string> name)
    {
        if (items.Length <= Walked)
        {
            return null;
        }

        var positions = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        for (var index = 0; index < items.Length; index++)
        {
            positions.TryAdd(name(items[index]), index);
        }

        return positions;
    }
}
