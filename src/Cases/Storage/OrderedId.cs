using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CaseFlow.Cases.Storage;

/// <summary>
/// Version 7 ids that also keep the order in which one process makes them within a millisecond: what one burst writes is
/// read back in the order it was written. (The framework's own are in random order there.)
/// </summary>
public static class OrderedId
{
    private const int Length = 16;

    private static int _count;

    public static Guid Next(DateTimeOffset at)
    {
        // 48 bits of time, version, 12 bits of the count, variant, 14 bits of the count, 48 random bits.
        var count = (uint)Interlocked.Increment(ref _count);
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | ((count >> 14) & 0x0FFF)));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[8..], (ushort)(0x8000 | (count & 0x3FFF)));
        RandomNumberGenerator.Fill(bytes[10..]);
        return new Guid(bytes, bigEndian: true);
    }
}
