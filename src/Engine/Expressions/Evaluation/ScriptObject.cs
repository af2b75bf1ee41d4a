using System.Globalization;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>
/// An object: members in the order they were added, whole-number names first, as JavaScript lists them. There is no
/// prototype: a name that was not added is not there, whatever it is called.
/// </summary>
internal class ScriptObject : ScriptReference
{
    private const int LinearLimit = 8;

    // A change of what the expression made itself matters only once it is put into something from outside, which is a change of that.
    private readonly bool _isFromOutside;
    private string[] _names = [];
    private ScriptValue[] _values = [];
    private Dictionary<string, int>? _index;
    private int _count;
    private Value _source;

    public ScriptObject()
    {
    }

    public ScriptObject(Value source) => (_source, _isFromOutside) = (source, true);

    /// <summary>The source where nobody has looked inside yet.</summary>
    public Value? Untouched => _source.Kind == ValueKind.Map ? _source : default(Value?);

    public static ScriptObject New(Evaluation evaluation)
    {
        evaluation.Step();
        evaluation.Allocate(80);
        return new ScriptObject();
    }

    public virtual bool Has(Evaluation evaluation, string name) => Find(evaluation, name) >= 0;

    public virtual ScriptValue Get(Evaluation evaluation, string name)
    {
        var at = Find(evaluation, name);
        return at < 0 ? ScriptValue.Undefined : _values[at];
    }

    public virtual void Set(Evaluation evaluation, string name, ScriptValue value)
    {
        evaluation.Mutated |= _isFromOutside;
        Put(evaluation, name, value);
    }

    public virtual bool Remove(Evaluation evaluation, string name)
    {
        var at = Find(evaluation, name);
        if (at >= 0)
        {
            evaluation.Work(_count);
            evaluation.Mutated |= _isFromOutside;
            Array.Copy(_names, at + 1, _names, at, _count - at - 1);
            Array.Copy(_values, at + 1, _values, at, _count - at - 1);
            _count--;
            _index = null;
        }

        return true;
    }

    public virtual IReadOnlyList<string> Keys(Evaluation evaluation)
    {
        Open(evaluation);
        evaluation.Work(_count);
        evaluation.Allocate(8L * _count);
        var names = _names.AsSpan(0, _count).ToArray();
        if (Array.Exists(names, IsIndex))
        {
            evaluation.Work(16L * _count);
            evaluation.Allocate(64L * _count);
            names = [.. names.Where(IsIndex).OrderBy(name => uint.Parse(name, CultureInfo.InvariantCulture)), .. names.Where(name => !IsIndex(name))];
        }

        return names;
    }

    private static bool IsIndex(string name) =>
        name.Length is > 0 and <= 10 && char.IsAsciiDigit(name[0]) && (name.Length == 1 || name[0] != '0')
        && uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index != uint.MaxValue;

    private int Find(Evaluation evaluation, string name)
    {
        Open(evaluation);
        if (name.Length > 64)
        {
            // A long name is read through, once to be hashed or against each name it is compared with.
            evaluation.Work((long)name.Length * Math.Clamp(_count, 1, LinearLimit));
        }

        if (_count > LinearLimit)
        {
            if (_index is null)
            {
                Reindex(evaluation);
            }

            return _index!.TryGetValue(name, out var at) ? at : -1;
        }

        for (var at = 0; at < _count; at++)
        {
            if (_names[at] == name)
            {
                return at;
            }
        }

        return -1;
    }

    private void Put(Evaluation evaluation, string name, ScriptValue value)
    {
        var at = Find(evaluation, name);
        if (at >= 0)
        {
            _values[at] = value;
            return;
        }

        if (_count == _names.Length)
        {
            var capacity = Math.Max(4, _count * 2);
            evaluation.Work(capacity);
            evaluation.Allocate((_index is null ? 24L : 56L) * capacity);
            Array.Resize(ref _names, capacity);
            Array.Resize(ref _values, capacity);
        }

        _names[_count] = name;
        _values[_count] = value;
        _index?.TryAdd(name, _count);
        _count++;
    }

    private void Reindex(Evaluation evaluation)
    {
        evaluation.Work(16L * _count);
        evaluation.Allocate(40L * _count);
        _index = new Dictionary<string, int>(_count, StringComparer.Ordinal);
        for (var at = 0; at < _count; at++)
        {
            _index[_names[at]] = at;
        }
    }

    private void Open(Evaluation evaluation)
    {
        if (_source.Kind != ValueKind.Map)
        {
            return;
        }

        var source = _source.AsMap;
        _source = default;
        evaluation.Work(source.Count);
        foreach (var (name, value) in source)
        {
            Put(evaluation, name, ScriptValues.From(value));
        }
    }
}
