using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>
/// A JavaScript expression (or a body with return) of the subset, compiled once and evaluated often. Immutable and
/// thread-safe; nothing is carried from one evaluation to the next.
/// </summary>
public sealed class CompiledExpression
{
    private CompiledExpression(string text) => Text = text;

    public string Text { get; }

    /// <summary>Variables read by name: variables.X, getVariable('X'). Functions of the form getX() are in <see cref="AccessorsRead"/>.</summary>
    public ImmutableArray<string> VariablesRead { get; init; } = [];

    /// <summary>Variables written by name: variables.X = …, setVariable('X', …).</summary>
    public ImmutableArray<string> VariablesWritten { get; init; } = [];

    /// <summary>The X of each getX() call that is no built-in function: a variable, an input or OutputFromActivity, in Pascal case.</summary>
    public ImmutableArray<string> AccessorsRead { get; init; } = [];

    /// <summary>The X of each setX(v) call that is no built-in function, in Pascal case.</summary>
    public ImmutableArray<string> AccessorsWritten { get; init; } = [];

    /// <summary>Inputs read by name: getInput('X').</summary>
    public ImmutableArray<string> InputsRead { get; init; } = [];

    /// <summary>Whether a variable's name is computed (getVariable(n), variables[n], the whole object), so that the lists above are not complete.</summary>
    public bool UsesComputedNames { get; init; }

    /// <summary>Compiles a text. Never throws for any text.</summary>
    public static ExpressionCompilation Compile(string text, ExpressionOptions? options = null) => throw new NotImplementedException();

    /// <summary>Evaluates. Throws <see cref="ExpressionFault"/> only.</summary>
    public Value Evaluate(IExpressionScope scope) => throw new NotImplementedException();
}
