using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Values;

/// <summary>
/// Values as JSON. The exact form (state, journal) reads back equal: dates, undefined and numbers JSON lacks are single-member
/// objects ($date, $undefined, $number; $map escapes a map that looks like one). The plain form is what other systems expect:
/// ISO dates, undefined left out, NaN as null. No type names in either. Nesting beyond 64 levels is refused.
/// </summary>
public static class ValueJson
{
    private const int MaxDepth = 64;
    private static readonly JsonWriterOptions PlainWriter = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonReaderOptions PlainReader = new() { MaxDepth = MaxDepth };

    public static void WriteExact(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Undefined:
                WriteMarker(writer, "$undefined", "");
                break;
            case ValueKind.Number when !double.IsFinite(value.AsNumber):
                WriteMarker(writer, "$number", NumberText.Format(value.AsNumber));
                break;
            case ValueKind.Date:
                WriteMarker(writer, "$date", value.AsDate!.Value.ToString("O", CultureInfo.InvariantCulture));
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.AsList)
                {
                    WriteExact(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Map when LooksLikeMarker(value.AsMap):
                writer.WriteStartObject();
                writer.WritePropertyName("$map");
                WriteMembers(writer, value.AsMap);
                writer.WriteEndObject();
                break;
            case ValueKind.Map:
                WriteMembers(writer, value.AsMap);
                break;
            default:
                WriteSimple(writer, value);
                break;
        }
    }

    /// <summary>Reads the value the reader stands on, as <see cref="WriteExact"/> wrote it. Throws <see cref="JsonException"/> for anything malformed.</summary>
    public static Value ReadExact(ref Utf8JsonReader reader) => Read(ref reader, exact: true);

    public static void WritePlain(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Undefined:
            case ValueKind.Number when !double.IsFinite(value.AsNumber):
                writer.WriteNullValue();
                break;
            case ValueKind.Date:
                writer.WriteStringValue(IsoText(value.AsDate!.Value));
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.AsList)
                {
                    WritePlain(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Map:
                writer.WriteStartObject();
                foreach (var (name, member) in value.AsMap)
                {
                    if (member.Kind != ValueKind.Undefined)
                    {
                        writer.WritePropertyName(name);
                        WritePlain(writer, member);
                    }
                }

                writer.WriteEndObject();
                break;
            default:
                WriteSimple(writer, value);
                break;
        }
    }

    /// <summary>Plain JSON as a value. Throws <see cref="JsonException"/>.</summary>
    public static Value Parse(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, PlainReader);
        reader.Read();
        var value = Read(ref reader, exact: false);
        if (reader.Read())
        {
            throw new JsonException("There is more text after the end of the JSON value.");
        }

        return value;
    }

    public static Value FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => Value.Undefined,
        JsonValueKind.Null => Value.Null,
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.Number => Value.Of(element.GetDouble()),
        JsonValueKind.String => Value.Of(element.GetString()),
        JsonValueKind.Array => Value.Of(element.EnumerateArray().Select(FromElement)),
        _ => FromMembers(element),
    };

    public static Value FromNode(JsonNode? node) => node is null ? Value.Null : FromElement(JsonSerializer.SerializeToElement(node));

    /// <summary>The plain form as text, without white space.</summary>
    public static string ToPlainText(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainWriter))
        {
            WritePlain(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A date as ISO 8601 with a Z or offset, with as many fraction digits as it has, at least milliseconds.</summary>
    public static string IsoText(DateTimeOffset date)
    {
        var pattern = date.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff" : "yyyy-MM-dd'T'HH:mm:ss.fffffff";
        return date.ToString(date.Offset == TimeSpan.Zero ? pattern + "'Z'" : pattern + "zzz", CultureInfo.InvariantCulture);
    }

    private static void WriteSimple(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean);
                break;
            case ValueKind.Number:
                writer.WriteNumberValue(value.AsNumber);
                break;
            default:
                writer.WriteStringValue(value.AsText);
                break;
        }
    }

    private static void WriteMarker(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(name, text);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, ImmutableSortedDictionary<string, Value> members)
    {
        writer.WriteStartObject();
        foreach (var (name, member) in members)
        {
            writer.WritePropertyName(name);
            WriteExact(writer, member);
        }

        writer.WriteEndObject();
    }

    private static bool LooksLikeMarker(ImmutableSortedDictionary<string, Value> members)
    {
        foreach (var (name, _) in members)
        {
            // The reader takes a first member called $map for the escape, whatever follows.
            return name == "$map" || (members.Count == 1 && name is ("$undefined" or "$number" or "$date"));
        }

        return false;
    }

    private static Value Read(ref Utf8JsonReader reader, bool exact)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return Value.Null;
            case JsonTokenType.True:
                return Value.True;
            case JsonTokenType.False:
                return Value.False;
            case JsonTokenType.Number:
                return Value.Of(reader.GetDouble());
            case JsonTokenType.String:
                return Value.Of(TextOf(ref reader));
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<Value>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader, exact));
                }

                return Value.Of(items.DrainToImmutable());
            case JsonTokenType.StartObject:
                return ReadMembers(ref reader, exact, mayBeMarker: exact);
            default:
                throw new JsonException("A value was expected.");
        }
    }

    private static Value ReadMembers(ref Utf8JsonReader reader, bool exact, bool mayBeMarker)
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = TextOf(ref reader);
            reader.Read();
            if (mayBeMarker && members.Count == 0 && name == "$map")
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    throw new JsonException("$map holds a map.");
                }

                var map = ReadMembers(ref reader, exact, mayBeMarker: false);
                return reader.Read() && reader.TokenType == JsonTokenType.EndObject ? map : throw new JsonException("$map stands alone.");
            }

            members[name] = Read(ref reader, exact);
        }

        if (mayBeMarker && LooksLikeMarker(members.ToImmutable()))
        {
            var (name, value) = members.First();
            return Unmark(name, value.AsText ?? throw new JsonException(name + " holds a text."));
        }

        return Value.Of(members.ToImmutable());
    }

    private static Value Unmark(string name, string text) => name switch
    {
        "$undefined" => Value.Undefined,
        "$number" => Value.Of(NumberReader.Parse(text)),
        _ => DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
            ? Value.Of(date) : throw new JsonException("$date holds a date and time."),
    };

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text is not valid Unicode.", exception);
        }
    }

    private static Value FromMembers(JsonElement element)
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            members[member.Name] = FromElement(member.Value);
        }

        return Value.Of(members.ToImmutable());
    }
}
