using CaseFlow.Engine.Expressions.Library;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>Arguments and list items, with spreads opened.</summary>
internal static class Arguments
{
    public static ScriptValue[] Evaluate(Evaluation evaluation, Frame? frame, Node[] nodes)
    {
        evaluation.Step();
        if (nodes.Length == 0)
        {
            return [];
        }

        if (Array.Exists(nodes, node => node is SpreadNode))
        {
            return EvaluateSpread(evaluation, frame, nodes);
        }

        evaluation.Allocate(24 + (16L * nodes.Length));
        var values = new ScriptValue[nodes.Length];
        for (var index = 0; index < nodes.Length; index++)
        {
            values[index] = nodes[index].Evaluate(evaluation, frame);
        }

        return values;
    }

    private static ScriptValue[] EvaluateSpread(Evaluation evaluation, Frame? frame, Node[] nodes)
    {
        var values = ScriptArray.New(evaluation);
        foreach (var node in nodes)
        {
            var value = node.Evaluate(evaluation, frame);
            if (node is not SpreadNode)
            {
                values.Add(evaluation, value);
                continue;
            }

            foreach (var item in Iteration.ToArray(evaluation, value))
            {
                values.Add(evaluation, item);
            }
        }

        evaluation.Allocate(16L * values.Count);
        return values.Items(evaluation).ToArray();
    }
}

/// <summary>f(a) and f?.(a)</summary>
internal sealed class CallNode : Node
{
    private readonly bool _optional;

    public CallNode(Node callee, Node[] arguments, bool optional)
    {
        (Callee, ArgumentNodes, _optional) = (callee, arguments, optional);
        Height = Math.Max(Above(callee), Above(arguments));
    }

    public Node Callee { get; }

    public Node[] ArgumentNodes { get; }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        var callee = Callee.Evaluate(evaluation, frame);
        if (callee.IsStopped || (_optional && callee.IsNullish))
        {
            return ScriptValue.Stopped;
        }

        var function = callee.Function ?? throw Members.NotAFunction(Callee is IdentifierNode identifier ? identifier.Name : "This");
        return function.Call(evaluation, ScriptValue.Undefined, Arguments.Evaluate(evaluation, frame, ArgumentNodes));
    }
}

/// <summary>a.b(c), a?.b(c) and a.b?.(c). The built-in methods of the name are found when it is compiled.</summary>
internal sealed class MethodCallNode : Node
{
    private readonly Node _target;
    private readonly string _name;
    private readonly Node[] _arguments;
    private readonly bool _optionalTarget;
    private readonly bool _optionalCall;
    private readonly NativeCode? _text;
    private readonly NativeCode? _list;
    private readonly NativeCode? _date;
    private readonly NativeCode? _number;

    public MethodCallNode(Node target, string name, Node[] arguments, bool optionalTarget, bool optionalCall)
    {
        (_target, _name, _arguments, _optionalTarget, _optionalCall) = (target, name, arguments, optionalTarget, optionalCall);
        (_text, _list) = (TextMethods.Find(name), ListMethods.Find(name));
        (_date, _number) = (DateMethods.Find(name), NumberMethods.Find(name));
        Height = Math.Max(Above(target), Above(arguments));
    }

    /// <summary>The variable a method is called on, for variables.f(x); else null.</summary>
    public bool IsOnVariables => _target is IdentifierNode { IsVariables: true };

    public string Name => _name;

    public bool IsOptionalCall => _optionalCall;

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        var target = _target.Evaluate(evaluation, frame);
        if (target.IsStopped || (_optionalTarget && target.IsNullish))
        {
            return ScriptValue.Stopped;
        }

        var method = target.IsText ? _text
            : target.Array is not null ? _list
            : target.Date is not null ? _date
            : target.IsNumber || target.IsBoolean ? _number
            : null;
        if (method is not null)
        {
            return method(evaluation, target, Arguments.Evaluate(evaluation, frame, _arguments));
        }

        var member = Members.Get(evaluation, target, _name);
        if (member.Function is { } function)
        {
            return function.Call(evaluation, target, Arguments.Evaluate(evaluation, frame, _arguments));
        }

        if (member.IsUndefined && target.IsObject && ObjectFunctions.Method(_name) is { } inherited)
        {
            return inherited(evaluation, target, Arguments.Evaluate(evaluation, frame, _arguments));
        }

        return _optionalCall && member.IsNullish ? ScriptValue.Stopped : throw Members.NotAFunction(_name);
    }
}

/// <summary>new Date(…), the only thing that can be made with new.</summary>
internal sealed class NewDateNode : Node
{
    private readonly Node[] _arguments;

    public NewDateNode(Node[] arguments)
    {
        _arguments = arguments;
        Height = Above(arguments);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame) =>
        DateFunctions.New(evaluation, Arguments.Evaluate(evaluation, frame, _arguments));
}
