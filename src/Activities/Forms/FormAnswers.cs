using System.Text.Json.Nodes;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Activities.Forms;

/// <summary>
/// The answers to a form: JSON that keeps what was typed even where it is not yet an answer (a date of 31 February),
/// so that a draft can always be saved and shown again. Not thread-safe.
/// </summary>
public sealed class FormAnswers
{
    public FormAnswers(JsonObject? json = null) => Json = json ?? [];

    public JsonObject Json { get; }

    public static FormAnswers Parse(string? json) =>
        new(string.IsNullOrWhiteSpace(json) ? [] : JsonNode.Parse(json)!.AsObject());

    public JsonNode? Find(string path) => FormPath.Find(Json, path);

    public bool IsSet(string path) => !AnswerShape.IsEmpty(Find(path));

    /// <summary>The answer as it goes back into an input: numbers plain, booleans "true" and "false", dates "yyyy-MM-dd"; empty where there is none.</summary>
    public string Text(string path) => AnswerShape.Plain(Find(path)) ?? "";

    public decimal? Number(string path) => AnswerShape.Number(Find(path));

    public LocalDate? Date(string path) => AnswerShape.Date(Find(path));

    public bool Yes(string path) => Text(path) == "true";

    /// <summary>The ticked values, or the one chosen.</summary>
    public IReadOnlyList<string> Values(string path) => Find(path) switch
    {
        JsonArray array => [.. array.Select(AnswerShape.Plain).OfType<string>()],
        JsonNode node when AnswerShape.Plain(node) is { Length: > 0 } one => [one],
        _ => [],
    };

    /// <summary>A date's or month's inputs as typed.</summary>
    public (string Day, string Month, string Year) DateParts(string path) => Find(path) switch
    {
        JsonObject typed => (AnswerShape.Plain(typed["day"]) ?? "", AnswerShape.Plain(typed["month"]) ?? "", AnswerShape.Plain(typed["year"]) ?? ""),
        JsonValue value when AnswerShape.Plain(value) is { } text && text.Split('-') is { Length: 2 or 3 } parts =>
            (parts.Length == 3 ? parts[2].TrimStart('0') : "", parts[1].TrimStart('0'), parts[0]),
        _ => ("", "", ""),
    };

    public int RowCount(string path) => Find(path) is JsonArray rows ? rows.Count : 0;

    /// <summary>Adds an empty row to a top-level list.</summary>
    public void AddRow(string list)
    {
        if (Json[list] is not JsonArray rows)
        {
            Json[list] = rows = [];
        }

        rows.Add((JsonNode)new JsonObject());
    }

    public void RemoveRow(string list, int index)
    {
        if (Json[list] is JsonArray rows && index >= 0 && index < rows.Count)
        {
            rows.RemoveAt(index);
        }
    }

    /// <summary>Replaces the answers of one part by those just posted; answers of other parts stay.</summary>
    public void Replace(FormPart part, FormAnswers posted)
    {
        foreach (var name in part.Fields.SelectMany(field => (string[])[field.Name, field.ReasonName, field.NoneName]))
        {
            Json.Remove(name);
            if (posted.Json[name] is { } value)
            {
                Json[name] = value.DeepClone();
            }
        }
    }

    /// <summary>Puts what was posted over what there is, member by member and row by row; what was not posted stays.</summary>
    public void Overlay(FormAnswers posted) => Overlay(Json, posted.Json);

    public FormAnswers Copy() => new(Json.DeepClone().AsObject());

    /// <summary>What is submitted: the answers to questions that are asked, without those of questions that were hidden again.</summary>
    public FormAnswers Asked(FormDefinition form, FormContext context)
    {
        var asked = new JsonObject();
        foreach (var part in form.Parts.Where(part => part.VisibleIf?.Holds(Json, Json, context) ?? true))
        {
            CopyAsked(part.Fields, Json, asked, context);
        }

        return new FormAnswers(asked);
    }

    /// <summary>The small map that the workflow is given: the exposed answers to questions that are asked.</summary>
    public Value Exposed(FormDefinition form, FormContext context)
    {
        var asked = Asked(form, context);
        var fields = Value.EmptyMap;
        foreach (var field in form.Fields.Where(field => field.Expose && asked.IsSet(field.Name)))
        {
            fields = fields.With(field.Name, Exposed(asked.Json[field.Name]!));
        }

        return fields;
    }

    private static Value Exposed(JsonNode node) => node switch
    {
        JsonArray array => Value.Of(array.OfType<JsonNode>().Select(Exposed)),
        JsonObject map => map.Where(member => member.Value is not null).Aggregate(Value.EmptyMap, (all, member) => all.With(member.Key, Exposed(member.Value!))),
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when !value.TryGetValue<string>(out _) && AnswerShape.Number(value) is { } number => (double)number,
        _ => AnswerShape.Plain(node),
    };

    private static void Overlay(JsonObject under, JsonObject over)
    {
        foreach (var (name, value) in over)
        {
            switch (under[name], value)
            {
                case (JsonObject known, JsonObject given) when !known.ContainsKey("file"):
                    Overlay(known, given);
                    break;
                case (JsonArray known, JsonArray given) when given.All(row => row is JsonObject):
                    for (var row = 0; row < given.Count; row++)
                    {
                        if (row < known.Count && known[row] is JsonObject there)
                        {
                            Overlay(there, (JsonObject)given[row]!);
                        }
                        else
                        {
                            known.Add(given[row]!.DeepClone());
                        }
                    }

                    break;
                default:
                    under[name] = value?.DeepClone();
                    break;
            }
        }
    }

    private void CopyAsked(IEnumerable<FormField> fields, JsonObject from, JsonObject to, FormContext context)
    {
        foreach (var field in fields.Where(field => field.VisibleIf?.Holds(from, Json, context) ?? true))
        {
            foreach (var name in (string[])[field.ReasonName, field.NoneName])
            {
                if (from[name] is { } beside)
                {
                    to[name] = beside.DeepClone();
                }
            }

            to[field.Name] = from[field.Name] switch
            {
                null => null,
                JsonObject map when field.Kind is FieldKind.Group or FieldKind.Matrix => CopyRow(field, map, context),
                JsonArray rows when field.Kind is FieldKind.List => new JsonArray([.. rows.OfType<JsonObject>().Select(row => (JsonNode)CopyRow(field, row, context))]),
                { } answer => answer.DeepClone(),
            };
            if (to[field.Name] is null)
            {
                to.Remove(field.Name);
            }
        }
    }

    private JsonObject CopyRow(FormField field, JsonObject from, FormContext context)
    {
        var row = new JsonObject();
        CopyAsked(field.Fields, from, row, context);
        return row;
    }
}
