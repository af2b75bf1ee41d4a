using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.Access;

namespace CaseFlow.Host.Forms;

/// <summary>One question and its answer in words.</summary>
public sealed record AnswerRow(string Label, IReadOnlyList<AnswerLine> Lines, string ElementId)
{
    public AnswerRow(string label, string words, string elementId)
        : this(label, words.Length == 0 ? [] : [new AnswerLine(words)], elementId)
    {
    }

    public string Words => string.Join('\n', Lines.Select(line => line.Words + line.File?.Words));
}

/// <summary>A line of an answer; where it is a file, its words stand before the link.</summary>
public sealed record AnswerLine(string Words, FileAnswer? File = null);

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
                    : field.Fields.Where(child => IsAsked(child, inside, answers, context)).Select(child => new AnswerRow(child.Label, Line(child, inside[child.Name], ""), Id($"{field.Name}.{child.Name}")));
            case FieldKind.List:
                return ListRows(field, answers, context);
            default:
                var line = Line(field, answers.Json[field.Name], "");
                return [line.Count == 0 && answers.IsSet(field.ReasonName) ? new AnswerRow(field.Label, "None: " + answers.Text(field.ReasonName), Id(field.Name)) : new AnswerRow(field.Label, line, Id(field.Name))];
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

    private static List<AnswerLine> Several(IEnumerable<FormField> fields, JsonObject row, FormAnswers answers, FormContext context) =>
        [.. fields.Where(field => IsAsked(field, row, answers, context)).SelectMany(field => Line(field, row[field.Name], field.Label + ": "))];

    private static IReadOnlyList<AnswerLine> Line(FormField field, JsonNode? answer, string before) =>
        field.Kind == FieldKind.File && FileAnswer.Read(answer) is { } file ? [new AnswerLine(before, file)]
        : AnswerWords.Of(field, answer) is { Length: > 0 } words ? [new AnswerLine(before + words)]
        : [];

    private static bool IsAsked(FormField field, JsonObject row, FormAnswers answers, FormContext context) =>
        field.VisibleIf?.Holds(row, answers.Json, context) ?? true;

    private static string Id(string path) => FormPath.ElementId(path);
}
