using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Access;

namespace CaseFlow.Host.Forms;

/// <summary>One question and its answer in words.</summary>
public sealed record AnswerRow(string Label, string Words, string ElementId);

/// <summary>A part's answers as a list of questions and words: a row of a repeating list is one line of several answers.</summary>
public static class AnswerRows
{
    public static IEnumerable<AnswerRow> Of(FormPart part, FormAnswers answers, FormContext context, Func<DataClass, bool> sees) =>
        part.Fields
            .Where(field => field.Kind != FieldKind.PupilSummary && sees(field.DataClass) && IsAsked(field, answers.Json, answers, context))
            .SelectMany(field => Rows(field, answers, context));

    private static IEnumerable<AnswerRow> Rows(FormField field, FormAnswers answers, FormContext context)
    {
        switch (field.Kind)
        {
            case FieldKind.Group or FieldKind.Matrix:
                var inside = answers.Find(field.Name) as JsonObject ?? [];
                return field.Kind == FieldKind.Matrix
                    ? field.Fields.Select(row => new AnswerRow(row.Label, Several(row.Fields, inside[row.Name] as JsonObject ?? [], answers, context), Id($"{field.Name}.{row.Name}")))
                    : field.Fields.Where(child => IsAsked(child, inside, answers, context)).Select(child => new AnswerRow(child.Label, AnswerWords.Of(child, inside[child.Name]), Id($"{field.Name}.{child.Name}")));
            case FieldKind.List:
                return ListRows(field, answers, context);
            default:
                var words = AnswerWords.Of(field, answers.Json[field.Name]);
                return [new AnswerRow(field.Label, words.Length == 0 && answers.IsSet(field.ReasonName) ? "None: " + answers.Text(field.ReasonName) : words, Id(field.Name))];
        }
    }

    private static IEnumerable<AnswerRow> ListRows(FormField list, FormAnswers answers, FormContext context)
    {
        var title = char.ToUpperInvariant(list.ItemName[0]) + list.ItemName[1..];
        var rows = answers.Json[list.Name] as JsonArray ?? [];
        return rows.Count == 0
            ? [new AnswerRow(list.Label, answers.Yes(list.NoneName) ? list.NoneLabel! : "", Id(list.Name))]
            : rows.Select((row, index) => new AnswerRow($"{title} {index + 1}", Several(list.Fields, row as JsonObject ?? [], answers, context), Id(FormPath.Row(list.Name, index))));
    }

    private static string Several(IEnumerable<FormField> fields, JsonObject row, FormAnswers answers, FormContext context) => string.Join('\n',
        from field in fields
        where IsAsked(field, row, answers, context)
        let words = AnswerWords.Of(field, row[field.Name])
        where words.Length > 0
        select $"{field.Label}: {words}");

    private static bool IsAsked(FormField field, JsonObject row, FormAnswers answers, FormContext context) =>
        field.VisibleIf?.Holds(row, answers.Json, context) ?? true;

    private static string Id(string path) => FormPath.ElementId(path);
}
