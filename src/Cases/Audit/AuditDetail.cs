using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace CaseFlow.Cases.Audit;

/// <summary>The facts of an entry as one JSON object: {"outcome":"Accept","role":{"before":"COORD","after":"CHAIR"}}.</summary>
internal static class AuditDetail
{
    private const int LongestValue = 1_000;

    public static string Of(ImmutableArray<AuditFact> facts)
    {
        if (facts.IsEmpty)
        {
            return "{}";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var fact in facts)
            {
                Write(writer, fact);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, AuditFact fact)
    {
        if (fact.Before is null)
        {
            writer.WriteString(fact.Name, Short(fact.After));
            return;
        }

        writer.WriteStartObject(fact.Name);
        writer.WriteString("before", Short(fact.Before));
        writer.WriteString("after", Short(fact.After));
        writer.WriteEndObject();
    }

    private static string? Short(string? value) => value?.Length > LongestValue ? value[..LongestValue] + "…" : value;
}
