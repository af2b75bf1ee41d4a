using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Time;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Storage;
using NodaTime;

namespace CaseFlow.Workflows.Definitions;

/// <summary>An activity of a definition's first level that starts instances.</summary>
/// <param name="Type">"Elsa.Event", "Elsa.Timer", "Elsa.Cron" or "Elsa.StartAt".</param>
/// <param name="Argument">The event's name, the interval, the cron expression or the moment, as written.</param>
/// <param name="TimeZone">The zone of a cron expression; null for London.</param>
public sealed record Trigger(string ActivityId, string Type, string Argument, string? TimeZone = null)
{
    private const string London = "Europe/London";

    /// <summary>Whether it comes again and again after so long, and not by the calendar.</summary>
    public bool IsInterval => Type == "Elsa.Timer";

    /// <summary>
    /// When it starts an instance next, after an instant; null for an event, for a moment that has passed, and for one after
    /// the year 9999. In whole milliseconds, as stores keep it: one cut down to them would come early, and then again.
    /// </summary>
    public DateTimeOffset? NextAfter(DateTimeOffset after) => Next(after) is { } next ? InstanceState.WholeMilliseconds(next) : null;

    private DateTimeOffset? Next(DateTimeOffset after) => Type switch
    {
        "Elsa.Timer" => ValueConversion.ToTimeSpan(Value.Of(Argument)) is { Ticks: > 0 } interval && interval < DateTimeOffset.MaxValue - after ? after + interval : null,
        "Elsa.Cron" => CronExpression.Parse(Argument, out _)?.Next(after, DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone ?? London) ?? DateTimeZoneProviders.Tzdb[London]),
        "Elsa.StartAt" => ValueConversion.ToInstant(Value.Of(Argument)) is { } at && at > after ? at : null,
        _ => null,
    };

    public static ImmutableArray<Trigger> Of(DefinitionVersionRow version) =>
        DefinitionReader.Read(Encoding.UTF8.GetBytes(version.Json)).Definition is { } definition ? Of(definition.Json) : [];

    public static ImmutableArray<Trigger> Of(JsonObject definition)
    {
        var first = definition["root"].At("activities") as JsonArray ?? (definition["root"] is JsonObject root ? [root.DeepClone()] : []);
        return [.. first.OfType<JsonObject>().Where(CanStart).Select(Read).OfType<Trigger>()];
    }

    private static bool CanStart(JsonObject activity) =>
        activity["customProperties"] is JsonObject custom
        && (custom["canStartWorkflow"] ?? custom["CanStartWorkflow"]) is JsonValue value && value.TryGetValue<bool>(out var can) && can;

    private static Trigger? Read(JsonObject activity)
    {
        var type = Text(activity["type"]);
        var argument = type switch
        {
            "Elsa.Event" => Fixed(activity["eventName"]),
            "Elsa.Timer" => Fixed(activity["interval"]),
            "Elsa.Cron" => Fixed(activity["cronExpression"]),
            "Elsa.StartAt" => Fixed(activity["dateTime"]),
            _ => null,
        };
        return argument is null || Text(activity["id"]) is not { } id ? null : new Trigger(id, type!, argument, Fixed(activity["timeZone"]));
    }

    // What is fixed in the file: a value, or an Object expression, whose value is JSON in a text.
    private static string? Fixed(JsonNode? input) =>
        input is not JsonObject wrapped ? Text(input) : Text(wrapped["expression"].At("type")) switch
        {
            null or "Literal" => Text(wrapped["expression"].At("value")),
            "Object" or "Json" => Parsed(Text(wrapped["expression"].At("value"))),
            _ => null,
        };

    private static string? Parsed(string? json)
    {
        try
        {
            return json is null ? null : Text(JsonNode.Parse(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;
}
