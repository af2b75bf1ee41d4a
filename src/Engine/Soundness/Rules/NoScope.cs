using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>An instance of which nothing is known, to read the fixed parts of an expression with.</summary>
internal sealed class NoScope : IExpressionScope
{
    public static NoScope Instance { get; } = new();

    public IEnumerable<string> VariableNames => [];

    public IEnumerable<string> InputNames => [];

    public Value LastResult => Value.Undefined;

    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public string InstanceId => "";

    public string DefinitionId => "";

    public string DefinitionVersionId => "";

    public int DefinitionVersion => 0;

    public string? CorrelationId => null;

    public string? InstanceName => null;

    public Value GetVariable(string name) => Value.Undefined;

    public bool TrySetVariable(string name, Value value) => false;

    public Value GetInput(string name) => Value.Undefined;

    public Value GetOutput(string activityIdOrName, string outputName) => Value.Undefined;

    public int OutputCount => 0;

    public ulong NextRandom() => 0;

    public void SetCorrelationId(string? value)
    {
    }

    public void SetInstanceName(string? value)
    {
    }
}
