namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>An arrow function or function expression.</summary>
internal sealed class FunctionNode : Node
{
    // Native frames a call needs beside those of its nodes.
    private const int CallLevels = 4;

    private readonly FrameLayout _layout;
    private readonly Pattern[] _parameters;
    private readonly Pattern? _rest;
    private readonly Node? _expression;
    private readonly BlockStatement? _body;
    private readonly int _levels;

    public FunctionNode(FrameLayout layout, Pattern[] parameters, Pattern? rest, Node? expression, BlockStatement? body)
    {
        (_layout, _parameters, _rest, _expression, _body) = (layout, parameters, rest, expression, body);
        _levels = CallLevels + Math.Max(expression?.Height ?? body!.Height, parameters.Append(rest).Max(parameter => parameter?.Height ?? 0));
        Height = _levels;
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        evaluation.Allocate(48);
        return ScriptValue.Of(new Closure(this, frame));
    }

    private ScriptValue Run(Evaluation evaluation, Frame? outer, ReadOnlySpan<ScriptValue> arguments)
    {
        evaluation.Step();
        evaluation.Enter(_levels);
        var frame = _layout.Open(evaluation, outer);
        for (var index = 0; index < _parameters.Length; index++)
        {
            _parameters[index].Bind(evaluation, frame, index < arguments.Length ? arguments[index] : ScriptValue.Undefined);
        }

        _rest?.Bind(evaluation, frame, ScriptValue.Of(ScriptArray.Own(
            evaluation, arguments.Length > _parameters.Length ? arguments[_parameters.Length..].ToArray() : [])));
        var result = _expression is not null ? _expression.Evaluate(evaluation, frame) : RunBody(evaluation, frame);
        evaluation.Leave(_levels);
        return result;
    }

    private ScriptValue RunBody(Evaluation evaluation, Frame? frame)
    {
        var last = evaluation.Last;
        var completion = _body!.Execute(evaluation, frame);
        evaluation.Last = last;
        return completion == Completion.Return ? evaluation.Returned : ScriptValue.Undefined;
    }

    private sealed class Closure(FunctionNode node, Frame? frame) : ScriptFunction
    {
        public override ScriptValue Call(Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments) => node.Run(evaluation, frame, arguments);
    }
}
