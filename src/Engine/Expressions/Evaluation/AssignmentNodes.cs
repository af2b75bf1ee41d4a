namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>a = b</summary>
internal sealed class AssignNode : Node
{
    private readonly TargetNode _target;
    private readonly Node _value;

    public AssignNode(TargetNode target, Node value)
    {
        (_target, _value) = (target, value);
        Height = Above(target, value);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        var place = _target.Locate(evaluation, frame);
        var value = _value.Evaluate(evaluation, frame);
        _target.Write(evaluation, frame, place, value);
        return value;
    }
}

/// <summary>a += b and the like.</summary>
internal sealed class CompoundAssignNode : Node
{
    private readonly TargetNode _target;
    private readonly BinaryOperator _operator;
    private readonly Node _value;

    public CompoundAssignNode(TargetNode target, BinaryOperator @operator, Node value)
    {
        (_target, _operator, _value) = (target, @operator, value);
        Height = Above(target, value);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        var place = _target.Locate(evaluation, frame);
        var old = _target.Read(evaluation, frame, place);
        var value = BinaryNode.Apply(evaluation, _operator, old, _value.Evaluate(evaluation, frame));
        _target.Write(evaluation, frame, place, value);
        return value;
    }
}

/// <summary>a ??= b, a ||= b and a &amp;&amp;= b</summary>
internal sealed class LogicalAssignNode : Node
{
    private readonly TargetNode _target;
    private readonly LogicalOperator _operator;
    private readonly Node _value;

    public LogicalAssignNode(TargetNode target, LogicalOperator @operator, Node value)
    {
        (_target, _operator, _value) = (target, @operator, value);
        Height = Above(target, value);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        var place = _target.Locate(evaluation, frame);
        var old = _target.Read(evaluation, frame, place);
        if (LogicalNode.IsDecided(_operator, old))
        {
            return old;
        }

        var value = _value.Evaluate(evaluation, frame);
        _target.Write(evaluation, frame, place, value);
        return value;
    }
}

/// <summary>a++, ++a, a-- and --a</summary>
internal sealed class UpdateNode : Node
{
    private readonly TargetNode _target;
    private readonly int _change;
    private readonly bool _givesOld;

    public UpdateNode(TargetNode target, int change, bool givesOld)
    {
        (_target, _change, _givesOld) = (target, change, givesOld);
        Height = Above(target);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        var place = _target.Locate(evaluation, frame);
        var old = ScriptOperators.ToNumber(evaluation, _target.Read(evaluation, frame, place));
        var value = ScriptValue.Of(old + _change);
        _target.Write(evaluation, frame, place, value);
        return _givesOld ? ScriptValue.Of(old) : value;
    }
}
