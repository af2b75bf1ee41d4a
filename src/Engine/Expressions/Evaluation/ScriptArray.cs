using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>A list. One that came from outside keeps its source and is opened on first use.</summary>
internal sealed class ScriptArray : ScriptReference
{
    private readonly bool _isFromOutside;
    private ScriptValue[] _items;
    private ImmutableArray<Value> _source;

    public ScriptArray(ImmutableArray<Value> source)
    {
        _items = [];
        _source = source;
        _isFromOutside = true;
        Count = source.Length;
    }

    private ScriptArray(ScriptValue[] items, int count) => (_items, Count) = (items, count);

    public int Count { get; private set; }

    /// <summary>The source where nobody has looked inside yet.</summary>
    public ImmutableArray<Value>? Untouched => _source.IsDefault ? null : _source;

    /// <summary>A list that takes over the given items, whose bytes are counted here.</summary>
    public static ScriptArray Own(Evaluation evaluation, ScriptValue[] items)
    {
        evaluation.Work(items.Length);
        evaluation.Allocate(64 + (16L * items.Length));
        return new ScriptArray(items, items.Length);
    }

    public static ScriptArray New(Evaluation evaluation, int capacity = 0)
    {
        evaluation.Step();
        evaluation.Allocate(64 + (16L * capacity));
        return new ScriptArray(capacity == 0 ? [] : new ScriptValue[capacity], 0);
    }

    public ReadOnlySpan<ScriptValue> Items(Evaluation evaluation)
    {
        Open(evaluation);
        return _items.AsSpan(0, Count);
    }

    public ScriptValue Get(Evaluation evaluation, int index)
    {
        Open(evaluation);
        return (uint)index < (uint)Count ? _items[index] : ScriptValue.Undefined;
    }

    public void Set(Evaluation evaluation, int index, ScriptValue value)
    {
        Open(evaluation);
        evaluation.Mutated |= _isFromOutside;
        if (index >= Count)
        {
            Resize(evaluation, index + 1);
        }

        _items[index] = value;
    }

    public void Add(Evaluation evaluation, ScriptValue value)
    {
        Open(evaluation);
        evaluation.Mutated |= _isFromOutside;
        if (Count == _items.Length)
        {
            Grow(evaluation, Count + 1);
        }

        _items[Count++] = value;
    }

    /// <summary>Changes the length; new places are undefined.</summary>
    public void Resize(Evaluation evaluation, int count)
    {
        Open(evaluation);
        evaluation.Mutated |= _isFromOutside;
        evaluation.Work(Math.Abs((long)count - Count));
        if (count > _items.Length)
        {
            Grow(evaluation, count);
        }

        if (count < Count)
        {
            Array.Clear(_items, count, Count - count);
        }

        Count = count;
    }

    /// <summary>Replaces the contents, whose bytes are counted here.</summary>
    public void Replace(Evaluation evaluation, ScriptValue[] items)
    {
        evaluation.Work(items.Length);
        evaluation.Allocate(16L * items.Length);
        evaluation.Mutated |= _isFromOutside;
        _source = default;
        _items = items;
        Count = items.Length;
    }

    /// <summary>The items themselves, to be changed in place.</summary>
    public Span<ScriptValue> Writable(Evaluation evaluation)
    {
        Open(evaluation);
        evaluation.Mutated |= _isFromOutside;
        return _items.AsSpan(0, Count);
    }

    private void Grow(Evaluation evaluation, int needed)
    {
        var capacity = Math.Max(needed, Math.Max(4, _items.Length * 2));
        evaluation.Work(capacity);
        evaluation.Allocate(16L * capacity);
        Array.Resize(ref _items, capacity);
    }

    private void Open(Evaluation evaluation)
    {
        if (_source.IsDefault)
        {
            return;
        }

        var source = _source;
        _source = default;
        evaluation.Work(source.Length);
        evaluation.Allocate(16L * source.Length);
        _items = new ScriptValue[source.Length];
        for (var index = 0; index < source.Length; index++)
        {
            _items[index] = ScriptValues.From(source[index]);
        }
    }
}
