using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseFlow.Engine.Execution;

/// <summary>Ids within an instance come from one sequence; ids of children derive from the instance's own.</summary>
internal static class Ids
{
    private static readonly string[] Small = [.. Enumerable.Range(0, 1024).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    public static string Text(int id) => (uint)id < (uint)Small.Length ? Small[id] : id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Zero where the text is no id of ours.</summary>
    public static int Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>A Guid in the parent's form where the parent's id is one; else the parent's id and the number.</summary>
    public static string Child(string instanceId, int number)
    {
        if (!Guid.TryParse(instanceId, out _))
        {
            return $"{instanceId}.{Text(number)}";
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{instanceId}|{Text(number)}"), hash);
        var bytes = hash[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        var child = new Guid(bytes, bigEndian: true);
        return child.ToString(instanceId.Length == 32 ? "N" : "D");
    }

    /// <summary>The next number of an instance's own random sequence.</summary>
    public static ulong Random(string instanceId, long sequence)
    {
        var seed = 14695981039346656037UL;
        foreach (var character in instanceId)
        {
            seed = (seed ^ character) * 1099511628211UL;
        }

        var mixed = seed + ((ulong)sequence * 0x9E3779B97F4A7C15UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
