namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>The variables of one run of a function or block, within those of what surrounds it.</summary>
internal sealed class Frame(Frame? parent, ScriptValue[] slots)
{
    public Frame? Parent { get; } = parent;

    public ScriptValue[] Slots { get; } = slots;
}

/// <summary>The names a function or block declares. Filled while parsing, fixed afterwards.</summary>
internal sealed class FrameLayout
{
    private ScriptValue[] _initial = [];

    public bool IsEmpty => _initial.Length == 0;

    public int Count => _initial.Length;

    public int Add(bool startsUnset)
    {
        _initial = [.. _initial, startsUnset ? ScriptValue.Unset : ScriptValue.Undefined];
        return _initial.Length - 1;
    }

    /// <summary>A new frame, or the surrounding one where nothing is declared.</summary>
    public Frame? Open(Evaluation evaluation, Frame? parent)
    {
        if (_initial.Length == 0)
        {
            return parent;
        }

        evaluation.Allocate(56 + (16L * _initial.Length));
        return new Frame(parent, _initial.AsSpan().ToArray());
    }
}
