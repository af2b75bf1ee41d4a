using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Definitions;

internal enum InputKind : byte
{
    Constant,
    Variable,
    WorkflowInput,
    JavaScript,

    /// <summary>Cannot be evaluated; doing so faults with <see cref="CompiledInput.Message"/>.</summary>
    Invalid,
}

/// <summary>Where an input's value comes from.</summary>
internal sealed class CompiledInput
{
    public required string Name { get; init; }

    /// <summary>The alias the value is converted to; null for no conversion.</summary>
    public string? Type { get; init; }

    public InputKind Kind { get; init; }

    /// <summary>Already converted.</summary>
    public Value Constant { get; init; }

    public VariableSlot Slot { get; init; }

    /// <summary>Of a workflow input or a variable found by name only.</summary>
    public string? Key { get; init; }

    public CompiledExpression? Expression { get; init; }

    public string? Message { get; init; }

    /// <summary>Whether the value was written as JSON (Literal list or Object expression): Elsa keeps it opaque for untyped inputs.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether it came from the descriptor's default and not from the file.</summary>
    public bool IsDefault { get; init; }
}

/// <summary>A variable by the node that declares it and its position there; <see cref="Node"/> below zero for none.</summary>
internal readonly record struct VariableSlot(int Node, int Index)
{
    public static VariableSlot None { get; } = new(-1, 0);

    public bool Exists => Node >= 0;
}

/// <summary>An output bound to a variable or to an output of the workflow.</summary>
internal sealed record CompiledOutput(string Name, VariableSlot Slot, string? WorkflowOutput);

/// <summary>A declared variable.</summary>
internal sealed record CompiledVariable(string Id, string Name, string Type, Value Initial, bool MemoryOnly);
