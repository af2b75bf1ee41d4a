using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Values;

/// <summary>
/// Values as JSON. The exact form (state, journal) reads back equal: dates, undefined and numbers JSON lacks are single-member
/// objects ($date, $undefined, $number; $map escapes a map that looks like one). The plain form is what other systems expect:
/// ISO dates, undefined left out, NaN as null. No type names in either.
/// </summary>
public static class ValueJson
{
    public static void WriteExact(Utf8JsonWriter writer, Value value) => throw new NotImplementedException();

    /// <summary>Reads the value the reader stands on, as <see cref="WriteExact"/> wrote it. Throws <see cref="JsonException"/> for anything malformed.</summary>
    public static Value ReadExact(ref Utf8JsonReader reader) => throw new NotImplementedException();

    public static void WritePlain(Utf8JsonWriter writer, Value value) => throw new NotImplementedException();

    /// <summary>Plain JSON as a value. Throws <see cref="JsonException"/>.</summary>
    public static Value Parse(string json) => throw new NotImplementedException();

    public static Value FromElement(JsonElement element) => throw new NotImplementedException();

    public static Value FromNode(JsonNode? node) => throw new NotImplementedException();

    /// <summary>The plain form as text, without white space.</summary>
    public static string ToPlainText(Value value) => throw new NotImplementedException();
}
