using System.Buffers.Binary;
using System.Text;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>Writes the engine's compact form: variable-length integers, texts with their length before them.</summary>
internal sealed class ByteWriter
{
    private byte[] _buffer = new byte[512];
    private int _length;

    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    public void Byte(byte value)
    {
        Reserve(1)[0] = value;
        _length++;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Number(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
        _length += length;
    }

    public void Instant(DateTimeOffset value)
    {
        Number(value.Ticks);
        Number(value.Offset.Ticks / TimeSpan.TicksPerMinute);
    }

    public void Value(Value value)
    {
        Byte((byte)value.Kind);
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                Flag(value.AsBoolean);
                break;
            case ValueKind.Number:
                NumberValue(value.AsNumber);
                break;
            case ValueKind.Text:
                Text(value.AsText);
                break;
            case ValueKind.Date:
                Instant(value.AsDate!.Value);
                break;
            case ValueKind.List:
                Number(value.AsList.Length);
                foreach (var item in value.AsList)
                {
                    Value(item);
                }

                break;
            case ValueKind.Map:
                Number(value.AsMap.Count);
                foreach (var (name, member) in value.AsMap)
                {
                    Text(name);
                    Value(member);
                }

                break;
        }
    }

    private void NumberValue(double number)
    {
        var whole = (long)number;
        if (whole == number && whole is > -(1L << 48) and < (1L << 48) && BitConverter.DoubleToInt64Bits(number) != BitConverter.DoubleToInt64Bits(-0.0))
        {
            Byte(0);
            Number(whole);
            return;
        }

        Byte(1);
        BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), number);
        _length += 8;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        return _buffer.AsSpan(_length);
    }
}
