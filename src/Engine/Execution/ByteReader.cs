using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Anything malformed is an <see cref="InvalidDataException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 128;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public readonly bool AtEnd => _position == _bytes.Length;

    public byte Byte() => _position < _bytes.Length ? _bytes[_position++] : throw Malformed();

    public bool Flag() => Byte() != 0;

    public long Number()
    {
        var result = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var part = Byte();
            result |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)(result >> 1) ^ -(long)(result & 1);
            }
        }

        throw Malformed();
    }

    public int Int() => Number() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Malformed();

    /// <summary>A count of things of at least one byte each, so that a damaged one cannot ask for much memory.</summary>
    public int Count() => Number() is >= 0 and var count && count <= _bytes.Length - _position ? (int)count : throw Malformed();

    public string Text() => TextOrNull() ?? throw Malformed();

    public string? TextOrNull()
    {
        var length = Number();
        if (length == -1)
        {
            return null;
        }

        if (length < 0 || length > _bytes.Length - _position)
        {
            throw Malformed();
        }

        var text = Encoding.UTF8.GetString(_bytes.Slice(_position, (int)length));
        _position += (int)length;
        return text;
    }

    public DateTimeOffset Instant()
    {
        var (ticks, minutes) = (Number(), Number());
        try
        {
            return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw Malformed();
        }
    }

    public Value Value(int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw Malformed();
        }

        var kind = (ValueKind)Byte();
        switch (kind)
        {
            case ValueKind.Undefined:
                return Values.Value.Undefined;
            case ValueKind.Null:
                return Values.Value.Null;
            case ValueKind.Boolean:
                return Flag();
            case ValueKind.Number:
                return NumberValue();
            case ValueKind.Text:
                return Text();
            case ValueKind.Date:
                return Values.Value.Of(Instant());
            case ValueKind.List:
                var items = ImmutableArray.CreateBuilder<Value>(Count());
                for (var left = items.Capacity; left > 0; left--)
                {
                    items.Add(Value(depth + 1));
                }

                return Values.Value.Of(items.MoveToImmutable());
            case ValueKind.Map:
                var members = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
                for (var left = Count(); left > 0; left--)
                {
                    members[Text()] = Value(depth + 1);
                }

                return Values.Value.Of(members.ToImmutable());
            default:
                throw Malformed();
        }
    }

    public static InvalidDataException Malformed() => new("The stored state or journal is damaged or was written by a newer version.");

    private Value NumberValue()
    {
        if (Byte() == 0)
        {
            return Number();
        }

        if (_bytes.Length - _position < 8)
        {
            throw Malformed();
        }

        var number = BinaryPrimitives.ReadDoubleLittleEndian(_bytes[_position..]);
        _position += 8;
        return number;
    }
}
