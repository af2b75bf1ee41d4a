using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>
/// What an expression sees of its instance. Reads happen during the evaluation; writes (variables, correlation id, name,
/// outcomes) are made after it succeeded, in the order of the expression, so a fault leaves nothing half done.
/// </summary>
public interface IExpressionScope
{
    /// <summary>A variable in scope by its exact name, or undefined.</summary>
    Value GetVariable(string name);

    /// <summary>Sets a variable in scope, converted to its type. False where there is none of that name; an <see cref="ExpressionFault"/> where the value does not convert.</summary>
    bool TrySetVariable(string name, Value value);

    /// <summary>Names of all variables in scope, innermost first. Used by getX(), setX() and where the object `variables` is used whole.</summary>
    IEnumerable<string> VariableNames { get; }

    /// <summary>A workflow input by its exact name, or undefined.</summary>
    Value GetInput(string name);

    /// <summary>Names of the workflow's inputs.</summary>
    IEnumerable<string> InputNames { get; }

    /// <summary>The latest output of an activity given by id, by name, or by its name in Pascal case (<see cref="AccessorName.Pascal"/>); undefined where there is none.</summary>
    Value GetOutput(string activityIdOrName, string outputName);

    /// <summary>How many outputs there are, all of which <see cref="GetOutput"/> may look at: counted as steps.</summary>
    int OutputCount { get; }

    /// <summary>The result of the activity that completed last.</summary>
    Value LastResult { get; }

    /// <summary>The burst's instant: all an expression knows of time.</summary>
    DateTimeOffset Now { get; }

    string InstanceId { get; }

    string DefinitionId { get; }

    string DefinitionVersionId { get; }

    int DefinitionVersion { get; }

    string? CorrelationId { get; }

    string? InstanceName { get; }

    /// <summary>The next number of the instance's own sequence: equal on replay. Feeds Math.random and newGuid.</summary>
    ulong NextRandom();

    void SetCorrelationId(string? value);

    void SetInstanceName(string? value);

    /// <summary>RunJavaScript only: the outcomes chosen by setOutcome or setOutcomes.</summary>
    void SetOutcomes(ImmutableArray<string> outcomes)
    {
    }

    /// <summary>The object `args`; undefined where there is none.</summary>
    Value Arguments => Value.Undefined;
}
