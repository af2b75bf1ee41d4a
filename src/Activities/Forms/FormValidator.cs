using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace CaseFlow.Activities.Forms;

/// <summary>Something that must be put right before a form can be sent.</summary>
/// <param name="Path">The answer's name: "tried[0].strategy". A date's is its own, not its day's.</param>
/// <param name="PartId">The part the field stands in.</param>
/// <param name="Message">What to do.</param>
/// <param name="TargetName">The name of the input to go to: the date's day (or the first wrong box), the list's first field.</param>
public sealed record AnswerProblem(string Path, string PartId, string Message, string TargetName);

/// <summary>Something to know that does not stop the form.</summary>
public sealed record AnswerWarning(string Path, string PartId, string Message);

/// <summary>What a form's answers were found to be.</summary>
public sealed record FormCheck(ImmutableArray<AnswerProblem> Problems, ImmutableArray<AnswerWarning> Warnings)
{
    public bool IsValid => Problems.IsEmpty;

    public string? MessageFor(string path) => Problems.FirstOrDefault(problem => problem.Path == path)?.Message;
}

/// <summary>Checks answers against their form. Knows nothing of databases: what must be looked up is checked by who looks it up.</summary>
public static class FormValidator
{
    public static FormCheck Validate(FormDefinition form, FormAnswers answers, LocalDate today, string? partId = null) =>
        Validate(form, answers, new FormContext(today), partId);

    /// <param name="partId">Checks one part only; null for all.</param>
    public static FormCheck Validate(FormDefinition form, FormAnswers answers, FormContext context, string? partId = null)
    {
        var validation = new FormValidation(answers.Json, context);
        foreach (var part in form.Parts.Where(part => (partId is null || part.Id == partId) && (part.VisibleIf?.Holds(answers.Json, answers.Json, context) ?? true)))
        {
            validation.Check(part);
        }

        return validation.Result();
    }
}

/// <summary>One validation under way.</summary>
internal sealed class FormValidation(JsonObject answers, FormContext context)
{
    private readonly ImmutableArray<AnswerProblem>.Builder _problems = ImmutableArray.CreateBuilder<AnswerProblem>();
    private readonly ImmutableArray<AnswerWarning>.Builder _warnings = ImmutableArray.CreateBuilder<AnswerWarning>();
    private string _partId = "";

    public FormCheck Result() => new(_problems.ToImmutable(), _warnings.ToImmutable());

    public void Check(FormPart part)
    {
        _partId = part.Id;
        CheckFields(part.Fields, answers, null);
    }

    private void CheckFields(ImmutableArray<FormField> fields, JsonObject row, string? parent)
    {
        foreach (var field in fields.Where(field => Holds(field.VisibleIf, row, absent: true)))
        {
            CheckField(field, fields, row, FormPath.Member(parent, field.Name));
            foreach (var rule in field.Warnings.Where(rule => Holds(rule.If, row, absent: false)))
            {
                _warnings.Add(new(FormPath.Member(parent, field.Name), _partId, rule.Message));
            }
        }
    }

    private bool Holds(FormCondition? condition, JsonObject row, bool absent) => condition?.Holds(row, answers, context) ?? absent;

    private void CheckField(FormField field, ImmutableArray<FormField> siblings, JsonObject row, string path)
    {
        var answer = row[field.Name];
        var required = field.Required || Holds(field.RequiredIf, row, absent: false);
        if (field.Kind is FieldKind.Group or FieldKind.Matrix)
        {
            if (required || !AnswerShape.IsEmpty(answer))
            {
                CheckFields(field.Fields, answer as JsonObject ?? [], path);
            }

            return;
        }

        if (field.Kind == FieldKind.List)
        {
            CheckList(field, answer as JsonArray ?? [], row, required, path);
            return;
        }

        if (AnswerShape.IsEmpty(answer))
        {
            CheckMissing(field, row, required, path);
            return;
        }

        if (AnswerRules.Problem(field, answer!, context.Today) is { } message)
        {
            Add(path, message, answer, field.Kind);
        }
        else if (field.Limits.NotBefore is { } earlier && AnswerShape.Date(answer) < AnswerShape.Date(row[earlier]))
        {
            Add(path, $"{AnswerRules.Start(field)} must be the same as or after {siblings.First(other => other.Name == earlier).Subject}", answer, field.Kind);
        }
    }

    private void CheckMissing(FormField field, JsonObject row, bool required, string path)
    {
        if (!required || field.Kind == FieldKind.PupilSummary)
        {
            return;
        }

        if (field.ReasonIfMissing is null)
        {
            Add(path, AnswerRules.Missing(field), null, field.Kind);
        }
        else if (AnswerShape.IsEmpty(row[field.ReasonName]))
        {
            Add(path, AnswerRules.Missing(field) + ", or say why it is missing", null, field.Kind);
        }
    }

    private void CheckList(FormField list, JsonArray rows, JsonObject beside, bool required, string path)
    {
        var least = list.Limits.MinRows ?? 1;
        var saidNone = list.NoneLabel is not null && AnswerShape.Plain(beside[list.NoneName]) == "true";
        var filled = rows.Count(row => !AnswerShape.IsEmpty(row));
        var first = FormPath.Member(FormPath.Row(path, 0), list.Fields[0].Name);
        if (saidNone && filled > 0)
        {
            _problems.Add(new(path, _partId, $"Clear \"{list.NoneLabel}\", or remove the {Plural(list.ItemName)} below", list.NoneName));
        }
        else if (required && !saidNone && filled < least)
        {
            var message = list.RequiredMessage ?? $"Add at least {Words(least)} {(least == 1 ? list.ItemName : Plural(list.ItemName))}" + (list.NoneLabel is null ? "" : $", or select \"{list.NoneLabel}\"");
            _problems.Add(new(path, _partId, message, first));
        }
        else if (filled > (list.Limits.MaxRows ?? int.MaxValue))
        {
            _problems.Add(new(path, _partId, $"Remove {Plural(list.ItemName)} until there are {list.Limits.MaxRows} or fewer", first));
        }

        for (var index = 0; index < rows.Count; index++)
        {
            if (!AnswerShape.IsEmpty(rows[index]))
            {
                CheckFields(list.Fields, rows[index] as JsonObject ?? [], FormPath.Row(path, index));
            }
        }

        if (list.AtMostOne is { } flag && rows.Count(row => row is JsonObject map && AnswerShape.Plain(map[flag]) == "true") > 1)
        {
            var subject = list.Fields.First(field => field.Name == flag).Subject;
            _problems.Add(new(path, _partId, $"Select only one {list.ItemName} as {subject}", first));
        }
    }

    private void Add(string path, string message, JsonNode? answer, FieldKind kind)
    {
        var target = (answer, kind) switch
        {
            (JsonObject typed, FieldKind.Date or FieldKind.Month) => path + "." + AnswerRules.WrongDateBox(typed, kind == FieldKind.Date),
            (_, FieldKind.Date) => path + ".day",
            (_, FieldKind.Month) => path + ".month",
            _ => path,
        };
        _problems.Add(new(path, _partId, message, target));
    }

    private static string Words(int number) => number switch { 1 => "one", 2 => "two", 3 => "three", _ => number.ToString(CultureInfo.InvariantCulture) };

    private static string Plural(string item) => item.EndsWith('y') ? item[..^1] + "ies" : item + "s";
}
