using System.Buffers.Binary;
using System.Text;

namespace CaseFlow.Activities.Forms.Files;

/// <summary>
/// The names in a zip file's directory, read without unpacking anything: whatever a member would grow to, it costs
/// nothing here. What does not fit the format is no zip file.
/// </summary>
internal static class ZipMembers
{
    private const int MostMembers = 5000;
    private const int EndLength = 22;
    private const int MostComment = 65_535;
    private const int HeaderLength = 46;
    private const int LocalLength = 30;

    /// <summary>Null where there is no directory that can be read, or it has more members than any document.</summary>
    public static HashSet<string>? Names(ReadOnlySpan<byte> zip)
    {
        if (!zip.StartsWith("PK\u0003\u0004"u8) || End(zip) is not { } end)
        {
            return null;
        }

        int count = BinaryPrimitives.ReadUInt16LittleEndian(zip[(end + 10)..]);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(zip[(end + 16)..]);
        if (count > MostMembers || start > end)
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var rest = zip[(int)start..end];
        for (; count > 0; count--)
        {
            if (rest.Length < HeaderLength || !rest.StartsWith("PK\u0001\u0002"u8))
            {
                return null;
            }

            int name = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
            var whole = HeaderLength + name + BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            if (rest.Length < whole)
            {
                return null;
            }

            names.Add(Encoding.UTF8.GetString(rest.Slice(HeaderLength, name)));
            rest = rest[whole..];
        }

        return names;
    }

    /// <summary>The bytes of the first member where it has this name and length and is not packed; empty otherwise.</summary>
    public static ReadOnlySpan<byte> FirstStored(ReadOnlySpan<byte> zip, ReadOnlySpan<byte> name, int length)
    {
        const int stored = 0;
        if (zip.Length < LocalLength || !zip.StartsWith("PK\u0003\u0004"u8) || BinaryPrimitives.ReadUInt16LittleEndian(zip[8..]) != stored
            || BinaryPrimitives.ReadUInt32LittleEndian(zip[18..]) != length || BinaryPrimitives.ReadUInt16LittleEndian(zip[26..]) != name.Length)
        {
            return [];
        }

        var content = LocalLength + name.Length + BinaryPrimitives.ReadUInt16LittleEndian(zip[28..]);
        return zip.Length >= content + length && zip.Slice(LocalLength, name.Length).SequenceEqual(name) ? zip.Slice(content, length) : [];
    }

    /// <summary>Where the end record begins; a comment may stand behind it.</summary>
    private static int? End(ReadOnlySpan<byte> zip)
    {
        var tail = zip[Math.Max(0, zip.Length - EndLength - MostComment)..];
        var at = tail.LastIndexOf("PK\u0005\u0006"u8);
        return at < 0 || tail.Length - at < EndLength ? null : zip.Length - tail.Length + at;
    }
}
