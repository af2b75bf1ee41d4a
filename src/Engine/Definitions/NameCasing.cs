using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>Brings the names of an object's members to camelCase. No member is lost: one whose new name is taken keeps its old one.</summary>
internal static class NameCasing
{
    /// <summary>These names in any casing, and others that are PascalCase.</summary>
    public static void Canonical(JsonObject item, FrozenDictionary<string, string> known)
    {
        List<string>? others = null;
        foreach (var (name, _) in item)
        {
            if (known.TryGetValue(name, out var canonical) && name != canonical)
            {
                (others ??= []).Add(name);
            }
        }

        foreach (var name in others ?? [])
        {
            Rename(item, name, known[name]);
        }

        CamelCase(item);
    }

    /// <summary>Names that are PascalCase. One that begins with two capitals is not.</summary>
    public static void CamelCase(JsonObject item)
    {
        if (item.Any(member => IsPascal(member.Key)))
        {
            foreach (var name in item.Select(member => member.Key).Where(IsPascal).ToArray())
            {
                Rename(item, name, char.ToLowerInvariant(name[0]) + name[1..]);
            }
        }
    }

    /// <summary>Only these names: beside them stands what belongs to others.</summary>
    public static void CamelCase(JsonObject item, params ReadOnlySpan<string> known)
    {
        foreach (var name in known)
        {
            Rename(item, char.ToUpperInvariant(name[0]) + name[1..], name);
        }
    }

    private static bool IsPascal(string name) => name.Length > 0 && char.IsAsciiLetterUpper(name[0]) && (name.Length == 1 || !char.IsAsciiLetterUpper(name[1]));

    private static void Rename(JsonObject item, string from, string to)
    {
        if (from != to && item.ContainsKey(from) && !item.ContainsKey(to))
        {
            var value = item[from];
            item.Remove(from);
            item[to] = value;
        }
    }
}
