namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>A name: something declared in the expression, or something built in.</summary>
internal sealed class IdentifierNode(string name, int offset) : TargetNode
{
    private int _hops;
    private int _slot = -1;
    private ScriptValue _global;
    private bool _isMissing;

    public string Name { get; } = name;

    public int Offset { get; } = offset;

    /// <summary>Whether something assigns to it.</summary>
    public bool IsWritten { get; set; }

    /// <summary>Whether it is only asked for its type, for which it need not exist.</summary>
    public bool IsTypeOnly { get; set; }

    public bool IsDeclared => _slot >= 0;

    /// <summary>Whether it is the object `variables`.</summary>
    public bool IsVariables { get; private set; }

    /// <summary>Whether it is the object `args`.</summary>
    public bool IsArguments { get; private set; }

    public void Resolve(int hops, int slot) => (_hops, _slot) = (hops, slot);

    public void ResolveGlobal(ScriptValue value) => _global = value;

    public void ResolveMissing() => _isMissing = true;

    public void ResolveVariables() => IsVariables = true;

    public void ResolveArguments() => IsArguments = true;

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        if (_slot >= 0)
        {
            var value = FrameOf(frame).Slots[_slot];
            return value.IsUnset ? throw new ExpressionFault($"\"{Name}\" is used before it is declared. Move its declaration up.") : value;
        }

        if (IsVariables)
        {
            return ScriptValue.Of(new VariablesObject());
        }

        return IsArguments ? ScriptValues.From(evaluation.Scope.Arguments) : _isMissing ? ScriptValue.Undefined : _global;
    }

    /// <summary>The first value of a declaration or parameter.</summary>
    public void Initialise(Frame? frame, ScriptValue value) => FrameOf(frame).Slots[_slot] = value;

    public override Place Locate(Evaluation evaluation, Frame? frame) => default;

    public override ScriptValue Read(Evaluation evaluation, Frame? frame, in Place place) => Evaluate(evaluation, frame);

    public override void Write(Evaluation evaluation, Frame? frame, in Place place, ScriptValue value)
    {
        var slots = FrameOf(frame).Slots;
        if (slots[_slot].IsUnset)
        {
            throw new ExpressionFault($"\"{Name}\" is used before it is declared. Move its declaration up.");
        }

        slots[_slot] = value;
    }

    private Frame FrameOf(Frame? frame)
    {
        for (var hops = _hops; hops > 0; hops--)
        {
            frame = frame!.Parent;
        }

        return frame!;
    }
}
