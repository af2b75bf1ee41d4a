using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CaseFlow.Cases.Calendars;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.CommandLine;

/// <summary>What the incidents command prints, as text for people or as JSON for programs.</summary>
public static class IncidentReport
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Causes(IReadOnlyList<CauseCount> causes, IReadOnlyList<ParkedInstance> parked)
    {
        var lines = new List<string>();
        foreach (var cause in causes)
        {
            lines.Add(Text($"{cause.Id.Key}  {cause.Open}  {cause.Id.DefinitionId}/{cause.Id.ActivityId}  {cause.Id.Cause}: {cause.Id.Message}"));
            lines.Add($"                  since {EnglishDates.Moment(cause.Oldest)}{(cause.NextRetry is { } at ? $"; the next is tried by itself at {EnglishDates.Moment(at)}" : "")}");
        }

        lines.AddRange(parked.Select(one => $"parked  {one.InstanceId}  {one.DefinitionId ?? "-"}  since {EnglishDates.Moment(one.At)}: {one.Reason}"));
        return lines.Count == 0 ? "No process has stopped." : string.Join('\n', lines);
    }

    public static string CausesJson(IReadOnlyList<CauseCount> causes, IReadOnlyList<ParkedInstance> parked) => Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("causes");
        foreach (var cause in causes)
        {
            writer.WriteStartObject();
            writer.WriteString("key", cause.Id.Key);
            writer.WriteNumber("open", cause.Open);
            writer.WriteString("process", cause.Id.DefinitionId);
            writer.WriteString("step", cause.Id.ActivityId);
            writer.WriteString("cause", cause.Id.Cause);
            writer.WriteString("message", cause.Id.Message);
            Instant(writer, "oldest", cause.Oldest);
            Instant(writer, "nextRetry", cause.NextRetry);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("parked");
        foreach (var one in parked)
        {
            writer.WriteStartObject();
            writer.WriteString("instance", one.InstanceId);
            writer.WriteString("process", one.DefinitionId);
            Instant(writer, "at", one.At);
            writer.WriteString("reason", one.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static string Incidents(IReadOnlyList<IncidentRow> incidents, int open)
    {
        var lines = incidents.Select(one => Text($"{one.InstanceId}  {one.IncidentId}  since {EnglishDates.Moment(one.OpenedAt)}, tried {one.Attempt} times{(one.RetryAt is { } at ? $", again by itself at {EnglishDates.Moment(at)}" : "")}")).ToList();
        if (open > lines.Count)
        {
            lines.Add(Text($"… and {open - lines.Count} more."));
        }

        return string.Join('\n', lines);
    }

    public static string IncidentsJson(IReadOnlyList<IncidentRow> incidents) => Json(writer =>
    {
        writer.WriteStartArray();
        foreach (var one in incidents)
        {
            writer.WriteStartObject();
            writer.WriteString("instance", one.InstanceId);
            writer.WriteString("incident", one.IncidentId);
            writer.WriteNumber("attempt", one.Attempt);
            Instant(writer, "openedAt", one.OpenedAt);
            Instant(writer, "retryAt", one.RetryAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void Instant(Utf8JsonWriter writer, string name, DateTimeOffset? at) => writer.WriteString(name, at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Format))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
