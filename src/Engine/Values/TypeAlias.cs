using System.Collections.Frozen;

namespace CaseFlow.Engine.Values;

/// <summary>How the format's type names are understood. No CLR type is ever looked up by them.</summary>
internal enum TypeShape
{
    Unknown,
    Any,
    Text,
    Boolean,
    WholeNumber,
    Number,
    Guid,
    Instant,
    Duration,
    Map,
    Json,
    List,
    Name,
}

/// <summary>A type alias taken apart: its shape, the bounds of a whole number, the element of a list.</summary>
internal sealed record TypeAlias(TypeShape Shape, string Name, double Minimum = 0, double Maximum = 0, TypeAlias? Element = null)
{
    private static readonly FrozenDictionary<string, TypeAlias> Simple = new TypeAlias[]
    {
        new(TypeShape.WholeNumber, "Byte", 0, byte.MaxValue),
        new(TypeShape.WholeNumber, "Int16", short.MinValue, short.MaxValue),
        new(TypeShape.WholeNumber, "Int32", int.MinValue, int.MaxValue),
        new(TypeShape.WholeNumber, "Int64", long.MinValue, long.MaxValue),
        new(TypeShape.WholeNumber, "Long", long.MinValue, long.MaxValue),
        new(TypeShape.Number, "Single"),
        new(TypeShape.Number, "Double"),
        new(TypeShape.Number, "Decimal"),
        new(TypeShape.Boolean, "Boolean"),
        new(TypeShape.Text, "String"),
        new(TypeShape.Any, "Object"),
        new(TypeShape.Guid, "Guid"),
        new(TypeShape.Instant, "DateTime"),
        new(TypeShape.Instant, "DateTimeOffset"),
        new(TypeShape.Duration, "TimeSpan"),
        new(TypeShape.Any, "Stream"),
        new(TypeShape.Any, "ByteArray"),
        new(TypeShape.Json, "JSON"),
        new(TypeShape.Json, "ExpandoObject"),
        new(TypeShape.Json, "JsonElement"),
        new(TypeShape.Json, "JsonNode"),
        new(TypeShape.Json, "JsonObject"),
        new(TypeShape.Json, "JsonArray"),
        new(TypeShape.Map, "StringDictionary"),
        new(TypeShape.Map, "ObjectDictionary"),
        new(TypeShape.Map, "StringMap"),
        new(TypeShape.Map, "ObjectMap"),
        new(TypeShape.Map, "IDictionary"),
        new(TypeShape.Map, "Dictionary"),
        new(TypeShape.Name, "HttpStatusCode"),
        new(TypeShape.Name, "FlowJoinMode"),
        new(TypeShape.Name, "SwitchMode"),
        new(TypeShape.Name, "LogPersistenceMode"),
    }.ToFrozenDictionary(alias => alias.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly TypeAlias Unknown = new(TypeShape.Unknown, "");

    public static TypeAlias Parse(string text) => Parse(text.AsSpan().Trim(), 0);

    private static TypeAlias Parse(ReadOnlySpan<char> text, int depth)
    {
        if (depth > 8)
        {
            return Unknown;
        }

        if (text.EndsWith("[]", StringComparison.Ordinal))
        {
            return ListOf(Parse(text[..^2], depth + 1));
        }

        var open = text.IndexOf('<');
        if (open > 0 && text.EndsWith(">", StringComparison.Ordinal))
        {
            return Generic(LastSegment(text[..open]), text[(open + 1)..^1], depth);
        }

        // An old assembly-qualified name: "Elsa.…Models.FlowJoinMode, Elsa.Workflows.Core".
        var comma = text.IndexOf(',');
        var name = LastSegment(comma < 0 ? text : text[..comma]);
        return Simple.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var alias) ? alias : Unknown;
    }

    private static TypeAlias Generic(ReadOnlySpan<char> name, ReadOnlySpan<char> arguments, int depth) =>
        name.ToString().ToUpperInvariant() switch
        {
            "LIST" or "ILIST" or "HASHSET" or "COLLECTION" or "ICOLLECTION" or "IENUMERABLE" => ListOf(Parse(arguments.Trim(), depth + 1)),
            "IDICTIONARY" or "DICTIONARY" => Simple["IDictionary"],
            "NULLABLE" => Parse(arguments.Trim(), depth + 1),
            _ => Unknown,
        };

    private static TypeAlias ListOf(TypeAlias element) => element.Shape == TypeShape.Unknown ? Unknown : new(TypeShape.List, "List", Element: element);

    private static ReadOnlySpan<char> LastSegment(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        const string unregistered = "UnregisteredClrType:";
        if (name.StartsWith(unregistered, StringComparison.Ordinal))
        {
            name = name[unregistered.Length..];
        }

        return name[(name.LastIndexOf('.') + 1)..];
    }
}
