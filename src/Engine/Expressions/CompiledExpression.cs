using System.Collections.Immutable;
using CaseFlow.Engine.Expressions.Evaluation;
using CaseFlow.Engine.Expressions.Parsing;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>
/// A JavaScript expression (or a body with return) of the subset, compiled once and evaluated often. Immutable and
/// thread-safe; nothing is carried from one evaluation to the next.
/// </summary>
public sealed class CompiledExpression
{
    private readonly Script _script;
    private readonly ExpressionOptions _options;

    private CompiledExpression(string text, Script script, ExpressionOptions options) => (Text, _script, _options) = (text, script, options);

    public string Text { get; }

    /// <summary>Variables read by name: variables.X, getVariable('X'). Functions of the form getX() are in <see cref="AccessorsRead"/>.</summary>
    public ImmutableArray<string> VariablesRead { get; private init; } = [];

    /// <summary>Variables written by name: variables.X = …, setVariable('X', …).</summary>
    public ImmutableArray<string> VariablesWritten { get; private init; } = [];

    /// <summary>The X of each getX() call that is no built-in function: a variable, an input or OutputFromActivity, in Pascal case.</summary>
    public ImmutableArray<string> AccessorsRead { get; private init; } = [];

    /// <summary>The X of each setX(v) call that is no built-in function, in Pascal case.</summary>
    public ImmutableArray<string> AccessorsWritten { get; private init; } = [];

    /// <summary>Inputs read by name: getInput('X').</summary>
    public ImmutableArray<string> InputsRead { get; private init; } = [];

    /// <summary>Whether a variable's name is computed (getVariable(n), variables[n], the whole object), so that the lists above are not complete.</summary>
    public bool UsesComputedNames { get; private init; }

    /// <summary>Compiles a text. Never throws for any text.</summary>
    public static ExpressionCompilation Compile(string text, ExpressionOptions? options = null)
    {
        options ??= ExpressionOptions.Default;
        if (text.Length > options.MaxLength)
        {
            return Failed(text, $"The expression is {text.Length:0} characters long; at most {options.MaxLength:0} are allowed. Split it over several steps.", options.MaxLength);
        }

        try
        {
            var parser = new Parser(text, options);
            var script = parser.Run();
            var names = parser.Names;
            return new ExpressionCompilation(
                new CompiledExpression(text, script, options)
                {
                    VariablesRead = names.VariablesRead,
                    VariablesWritten = names.VariablesWritten,
                    AccessorsRead = names.AccessorsRead,
                    AccessorsWritten = names.AccessorsWritten,
                    InputsRead = names.InputsRead,
                    UsesComputedNames = names.UsesComputedNames,
                },
                null);
        }
        catch (ExpressionSyntaxException problem)
        {
            return Failed(text, problem.Message, problem.Offset);
        }
    }

    /// <summary>Evaluates. Throws <see cref="ExpressionFault"/> only, and whatever the scope itself throws.</summary>
    public Value Evaluate(IExpressionScope scope)
    {
        var evaluation = new Evaluation.Evaluation(scope, _options);
        if (_script.Expression is { } expression)
        {
            evaluation.Enter(expression.Height);
            return evaluation.Finish(expression.Evaluate(evaluation, _script.Layout.Open(evaluation, null)));
        }

        var body = _script.Body!;
        evaluation.Enter(body.Height);
        var completion = body.Execute(evaluation, _script.Layout.Open(evaluation, null));
        return evaluation.Finish(completion == Completion.Return ? evaluation.Returned : evaluation.Last);
    }

    private static ExpressionCompilation Failed(string text, string message, int offset)
    {
        offset = Math.Min(offset, text.Length);
        var before = text.AsSpan(0, offset);
        return new ExpressionCompilation(null, new ExpressionProblem(message, before.Count('\n') + 1, offset - before.LastIndexOf('\n'), offset));
    }
}
