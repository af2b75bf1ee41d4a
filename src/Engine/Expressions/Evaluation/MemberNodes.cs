namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>a.b and a?.b</summary>
internal sealed class MemberNode : TargetNode
{
    private readonly bool _optional;

    public MemberNode(Node target, string name, bool optional)
    {
        (Target, Name, _optional) = (target, name, optional);
        Key = ScriptValue.Of(name);
        Height = Above(target);
    }

    public Node Target { get; }

    public string Name { get; }

    private ScriptValue Key { get; }

    /// <summary>Whether it names a workflow variable: variables.X.</summary>
    public bool IsVariable => Target is IdentifierNode { IsVariables: true };

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        if (IsVariable)
        {
            return evaluation.ReadVariable(Name);
        }

        var target = Target.Evaluate(evaluation, frame);
        return target.IsStopped || (_optional && target.IsNullish) ? ScriptValue.Stopped : Members.Get(evaluation, target, Name);
    }

    public override Place Locate(Evaluation evaluation, Frame? frame) => IsVariable ? default : new(Target.Evaluate(evaluation, frame), Key);

    public override ScriptValue Read(Evaluation evaluation, Frame? frame, in Place place) =>
        IsVariable ? evaluation.ReadVariable(Name) : Members.Get(evaluation, place.Object, Name);

    public override void Write(Evaluation evaluation, Frame? frame, in Place place, ScriptValue value)
    {
        if (IsVariable)
        {
            evaluation.WriteVariable(Name, value);
        }
        else
        {
            Members.Set(evaluation, place.Object, Key, value);
        }
    }
}

/// <summary>a[b] and a?.[b]</summary>
internal sealed class IndexNode : TargetNode
{
    private readonly bool _optional;

    public IndexNode(Node target, Node index, bool optional)
    {
        (Target, Index, _optional) = (target, index, optional);
        Height = Above(target, index);
    }

    public Node Target { get; }

    public Node Index { get; }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        var target = Target.Evaluate(evaluation, frame);
        return target.IsStopped || (_optional && target.IsNullish)
            ? ScriptValue.Stopped
            : Members.Get(evaluation, target, Index.Evaluate(evaluation, frame));
    }

    public override Place Locate(Evaluation evaluation, Frame? frame) =>
        new(Target.Evaluate(evaluation, frame), Index.Evaluate(evaluation, frame));

    public override ScriptValue Read(Evaluation evaluation, Frame? frame, in Place place) => Members.Get(evaluation, place.Object, place.Key);

    public override void Write(Evaluation evaluation, Frame? frame, in Place place, ScriptValue value) =>
        Members.Set(evaluation, place.Object, place.Key, value);
}

/// <summary>The whole of a chain with a ?. in it: undefined where the chain ended early.</summary>
internal sealed class ChainNode : Node
{
    private readonly Node _chain;

    public ChainNode(Node chain)
    {
        _chain = chain;
        Height = Above(chain);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        var value = _chain.Evaluate(evaluation, frame);
        return value.IsStopped ? ScriptValue.Undefined : value;
    }
}

/// <summary>delete a.b</summary>
internal sealed class DeleteNode : Node
{
    private readonly TargetNode _target;

    public DeleteNode(TargetNode target)
    {
        _target = target;
        Height = Above(target);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        if (_target is MemberNode { IsVariable: true })
        {
            throw new ExpressionFault("A workflow's variable cannot be deleted. Set it to null instead.");
        }

        var place = _target.Locate(evaluation, frame);
        return place.Object.Object is { } members
            ? ScriptValue.Of(members.Remove(evaluation, ScriptOperators.ToKey(evaluation, place.Key)))
            : throw new ExpressionFault("Only a member of an object can be deleted. Use filter or splice on a list.");
    }
}
