namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>How a statement ended.</summary>
internal enum Completion
{
    Normal,
    Return,
    Break,
    Continue,
}

internal abstract class Statement
{
    public int Height { get; protected init; } = 1;

    public abstract Completion Execute(Evaluation evaluation, Frame? frame);
}

internal sealed class ExpressionStatement : Statement
{
    public ExpressionStatement(Node expression)
    {
        Expression = expression;
        Height = expression.Height + 1;
    }

    public Node Expression { get; }

    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        evaluation.Last = Expression.Evaluate(evaluation, frame);
        return Completion.Normal;
    }
}

internal sealed class EmptyStatement : Statement
{
    public override Completion Execute(Evaluation evaluation, Frame? frame) => Completion.Normal;
}

/// <summary>let and const, and var with a value.</summary>
internal sealed class DeclarationStatement : Statement
{
    private readonly (Pattern Pattern, Node? Value)[] _declarations;

    public DeclarationStatement((Pattern Pattern, Node? Value)[] declarations)
    {
        _declarations = declarations;
        Height = 1 + declarations.Max(declaration => Math.Max(declaration.Pattern.Height, declaration.Value?.Height ?? 0));
    }

    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        foreach (var (pattern, value) in _declarations)
        {
            evaluation.Step();
            pattern.Bind(evaluation, frame, value?.Evaluate(evaluation, frame) ?? ScriptValue.Undefined);
        }

        return Completion.Normal;
    }
}

/// <summary>{ … }, and the body of a function, whose frame is already open.</summary>
internal sealed class BlockStatement : Statement
{
    private readonly Statement[] _statements;
    private readonly (int Slot, FunctionNode Function)[] _functions;
    private readonly FrameLayout? _layout;

    public BlockStatement(Statement[] statements, IReadOnlyList<(int Slot, FunctionNode Function)> functions, FrameLayout? layout)
    {
        (_statements, _functions, _layout) = (statements, [.. functions], layout);
        Height = 1 + Math.Max(
            statements.Select(statement => statement.Height).DefaultIfEmpty(0).Max(),
            functions.Select(function => function.Function.Height).DefaultIfEmpty(0).Max());
    }

    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        frame = _layout is null ? frame : _layout.Open(evaluation, frame);
        foreach (var (slot, function) in _functions)
        {
            frame!.Slots[slot] = function.Evaluate(evaluation, frame);
        }

        foreach (var statement in _statements)
        {
            var completion = statement.Execute(evaluation, frame);
            if (completion != Completion.Normal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }
}

internal sealed class IfStatement : Statement
{
    private readonly Node _condition;
    private readonly Statement _then;
    private readonly Statement? _else;

    public IfStatement(Node condition, Statement then, Statement? @else)
    {
        (_condition, _then, _else) = (condition, then, @else);
        Height = 1 + Math.Max(condition.Height, Math.Max(then.Height, @else?.Height ?? 0));
    }

    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        var holds = ScriptOperators.ToBoolean(_condition.Evaluate(evaluation, frame));
        evaluation.Last = ScriptValue.Undefined;
        return holds ? _then.Execute(evaluation, frame) : _else?.Execute(evaluation, frame) ?? Completion.Normal;
    }
}

internal sealed class ReturnStatement : Statement
{
    private readonly Node? _value;

    public ReturnStatement(Node? value)
    {
        _value = value;
        Height = 1 + (value?.Height ?? 0);
    }

    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        evaluation.Returned = _value?.Evaluate(evaluation, frame) ?? ScriptValue.Undefined;
        return Completion.Return;
    }
}

/// <summary>break and continue.</summary>
internal sealed class JumpStatement(Completion completion) : Statement
{
    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        return completion;
    }
}
