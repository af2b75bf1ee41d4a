using System.Globalization;
using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms.Files;
using NodaTime.Text;

namespace CaseFlow.Activities.Forms;

/// <summary>An answer as a reader wants it: an option's label, "21 November 2026", "Yes". Empty where there is none.</summary>
public static class AnswerWords
{
    private static readonly LocalDatePattern LongDate = LocalDatePattern.CreateWithInvariantCulture("d MMMM yyyy");
    private static readonly YearMonthPattern LongMonth = YearMonthPattern.CreateWithInvariantCulture("MMMM yyyy");

    public static string Of(FormField field, JsonNode? answer) => field.Kind switch
    {
        FieldKind.Radios or FieldKind.Select => Label(field, answer),
        FieldKind.Checkboxes => string.Join(", ", answer is JsonArray ticked ? ticked.Select(item => Label(field, item)) : []),
        FieldKind.YesNo or FieldKind.Declaration => AnswerShape.Plain(answer) switch { "true" => field.Kind == FieldKind.YesNo ? "Yes" : "Confirmed", "false" => "No", _ => "" },
        FieldKind.Date => answer is JsonObject typed ? Typed(typed) : AnswerShape.Date(answer) is { } date ? LongDate.Format(date) : AnswerShape.Plain(answer) ?? "",
        FieldKind.Month => answer is JsonObject typed ? Typed(typed) : YearMonthPattern.Iso.Parse(AnswerShape.Plain(answer) ?? "") is { Success: true } month ? LongMonth.Format(month.Value) : "",
        FieldKind.Integer or FieldKind.Decimal => AnswerShape.Number(answer) is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : AnswerShape.Plain(answer) ?? "",
        FieldKind.File => FileAnswer.Read(answer)?.Words ?? AnswerShape.Plain(answer) ?? "",
        _ => AnswerShape.Plain(answer) ?? "",
    };

    private static string Label(FormField field, JsonNode? answer) =>
        AnswerShape.Plain(answer) is { } value ? field.Option(value)?.Label ?? value : "";

    private static string Typed(JsonObject typed) =>
        string.Join(' ', new[] { "day", "month", "year" }.Select(box => AnswerShape.Plain(typed[box])).OfType<string>());
}
