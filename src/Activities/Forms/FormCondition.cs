using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Activities.Forms;

/// <summary>How a condition compares the answer of its field.</summary>
public enum ConditionKind
{
    /// <summary>The answer is one of the values; a set of ticked boxes holds one of them.</summary>
    In,
    IsSet,
    IsNotSet,
    LessThan,
    MoreThan,

    /// <summary>The date is more than this many months before today.</summary>
    MonthsAgoMoreThan,
    All,
    Any,
}

/// <summary>
/// When a field is asked, required or warned about. The field's name is looked for in the same row or group first,
/// then in the form, then (as "pupil.senStatus") among the facts of the <see cref="FormContext"/>.
/// </summary>
public sealed record FormCondition(ConditionKind Kind)
{
    public string Field { get; init; } = "";

    public ImmutableArray<string> Values { get; init; } = [];

    public decimal Number { get; init; }

    public ImmutableArray<FormCondition> Parts { get; init; } = [];

    /// <summary>The fields it looks at.</summary>
    public IEnumerable<string> FieldNames => Parts.IsEmpty ? [Field] : Parts.SelectMany(part => part.FieldNames);

    /// <param name="row">The answers beside the field: the row's, the group's, or the form's own.</param>
    /// <param name="answers">The whole form's.</param>
    /// <param name="context">Today, and what is known outside the form.</param>
    public bool Holds(JsonObject row, JsonObject answers, FormContext context) => Kind switch
    {
        ConditionKind.All => Parts.All(part => part.Holds(row, answers, context)),
        ConditionKind.Any => Parts.Any(part => part.Holds(row, answers, context)),
        _ => Compare(Find(row, answers, context), context),
    };

    private JsonNode? Find(JsonObject row, JsonObject answers, FormContext context)
    {
        if (row.TryGetPropertyValue(Field, out var beside))
        {
            return beside;
        }

        return FormPath.Find(answers, Field) ?? (context.Facts.TryGetValue(Field, out var fact) ? JsonValue.Create(fact) : null);
    }

    private bool Compare(JsonNode? answer, FormContext context) => Kind switch
    {
        ConditionKind.IsSet => !AnswerShape.IsEmpty(answer),
        ConditionKind.IsNotSet => AnswerShape.IsEmpty(answer),
        ConditionKind.In => answer is JsonArray ticked
            ? ticked.Any(item => Values.Contains(AnswerShape.Plain(item) ?? ""))
            : AnswerShape.Plain(answer) is { } text && Values.Contains(text),
        ConditionKind.LessThan => AnswerShape.Number(answer) < Number,
        ConditionKind.MoreThan => AnswerShape.Number(answer) > Number,
        ConditionKind.MonthsAgoMoreThan => AnswerShape.Date(answer) is { } date && date.PlusMonths((int)Number) < context.Today,
        _ => false,
    };
}

/// <summary>What a form knows beside its answers.</summary>
/// <param name="Today">In Europe/London.</param>
/// <param name="Facts">Known outside the form, by dotted name: "pupil.senStatus" = "E". Yes and no are "true" and "false".</param>
public sealed record FormContext(LocalDate Today, IReadOnlyDictionary<string, string> Facts)
{
    public FormContext(LocalDate today)
        : this(today, ImmutableDictionary<string, string>.Empty)
    {
    }
}

/// <summary>Reads stored answers, whatever their shape.</summary>
internal static class AnswerShape
{
    public static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonArray array => array.All(IsEmpty),
        JsonObject map => map.All(member => IsEmpty(member.Value)),
        JsonValue value => value.TryGetValue<string>(out var text) && string.IsNullOrWhiteSpace(text),
        _ => false,
    };

    /// <summary>The answer as plain text: numbers invariant, booleans "true" and "false"; null for objects, arrays and nothing.</summary>
    public static string? Plain(JsonNode? node)
    {
        if (node is not JsonValue value)
        {
            return null;
        }

        if (value.TryGetValue<string>(out var text))
        {
            return text;
        }

        return value.TryGetValue<bool>(out var flag) ? (flag ? "true" : "false") : Number(value)?.ToString(CultureInfo.InvariantCulture);
    }

    public static decimal? Number(JsonNode? node)
    {
        if (node is not JsonValue value)
        {
            return null;
        }

        if (value.TryGetValue<decimal>(out var number))
        {
            return number;
        }

        return value.TryGetValue<long>(out var large) ? large
            : value.TryGetValue<int>(out var whole)
            ? whole
            : value.TryGetValue<string>(out var text) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    public static LocalDate? Date(JsonNode? node) =>
        Plain(node) is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } result ? result.Value : null;
}
