using System.Collections.Immutable;

namespace CaseFlow.Engine.Values;

/// <summary>The kinds of value a workflow can hold.</summary>
public enum ValueKind : byte
{
    Undefined,
    Null,
    Boolean,
    Number,
    Text,
    Date,
    List,
    Map,
}

/// <summary>
/// An immutable value of a variable, input, output or expression: what JSON can say, plus an instant. No CLR object
/// ever hides in it, so it serialises, compares and replays exactly. Thread-safe.
/// </summary>
public readonly partial struct Value : IEquatable<Value>
{
    private readonly object? _reference;
    private readonly double _number;

    private Value(ValueKind kind, double number = 0, object? reference = null)
    {
        Kind = kind;
        _number = number;
        _reference = reference;
    }

    public static Value Undefined => default;

    public static Value Null { get; } = new(ValueKind.Null);

    public static Value True { get; } = new(ValueKind.Boolean, 1);

    public static Value False { get; } = new(ValueKind.Boolean);

    public static Value EmptyMap { get; } = new(ValueKind.Map, 0, ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal));

    public static Value EmptyList { get; } = new(ValueKind.List, 0, ImmutableArray<Value>.Empty);

    public ValueKind Kind { get; }

    /// <summary>Undefined or null.</summary>
    public bool IsMissing => Kind is ValueKind.Undefined or ValueKind.Null;

    public static Value Of(bool value) => value ? True : False;

    public static Value Of(double value) => new(ValueKind.Number, value);

    public static Value Of(string? value) => value is null ? Null : new(ValueKind.Text, 0, value);

    public static Value Of(DateTimeOffset value) => new(ValueKind.Date, 0, (object)value);

    public static Value Of(ImmutableArray<Value> items) => new(ValueKind.List, 0, items);

    public static Value Of(IEnumerable<Value> items) => new(ValueKind.List, 0, items.ToImmutableArray());

    public static Value Of(ImmutableSortedDictionary<string, Value> members) => new(ValueKind.Map, 0, members);

    /// <summary>A map of the given members.</summary>
    public static Value Map(params ReadOnlySpan<(string Name, Value Value)> members)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            builder[name] = value;
        }

        return new(ValueKind.Map, 0, builder.ToImmutable());
    }

    public static implicit operator Value(string? value) => Of(value);

    public static implicit operator Value(double value) => Of(value);

    public static implicit operator Value(bool value) => Of(value);

    public bool AsBoolean => Kind == ValueKind.Boolean && _number != 0;

    public double AsNumber => Kind == ValueKind.Number ? _number : double.NaN;

    /// <summary>The text of a Text value, else null. See the conversions for other kinds.</summary>
    public string? AsText => _reference as string;

    public DateTimeOffset? AsDate => Kind == ValueKind.Date ? (DateTimeOffset)_reference! : null;

    public ImmutableArray<Value> AsList => Kind == ValueKind.List ? (ImmutableArray<Value>)_reference! : [];

    public ImmutableSortedDictionary<string, Value> AsMap => Kind == ValueKind.Map ? (ImmutableSortedDictionary<string, Value>)_reference! : EmptyMap.AsMap;

    /// <summary>A map's member, or undefined.</summary>
    public Value this[string name] => Kind == ValueKind.Map && AsMap.TryGetValue(name, out var value) ? value : Undefined;

    /// <summary>This map with one member set.</summary>
    public Value With(string name, Value value) => Of(AsMap.SetItem(name, value));

    public bool Equals(Value other) => Kind == other.Kind && Kind switch
    {
        ValueKind.Undefined or ValueKind.Null => true,
        ValueKind.Boolean or ValueKind.Number => _number.Equals(other._number),
        ValueKind.List => AsList.AsSpan().SequenceEqual(other.AsList.AsSpan()),
        ValueKind.Map => AsMap.SequenceEqual(other.AsMap),
        _ => Equals(_reference, other._reference),
    };

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        ValueKind.List => HashCode.Combine(Kind, AsList.Length),
        ValueKind.Map => HashCode.Combine(Kind, AsMap.Count),
        ValueKind.Text or ValueKind.Date => _reference!.GetHashCode(),
        _ => HashCode.Combine(Kind, _number),
    };

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);
}
