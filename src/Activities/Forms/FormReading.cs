using System.Collections.Immutable;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.Access;

namespace CaseFlow.Activities.Forms;

/// <summary>One reading of a form's file: turns its objects into parts and fields and gathers the problems.</summary>
internal sealed class FormReading
{
    public List<FormFileProblem> Problems { get; } = [];

    public void Add(string path, string message) => Problems.Add(new(path, path.Length == 0 ? "The form " + message : path + " " + message));

    public FormDefinition Form(FormElement json, string hash)
    {
        var form = new FormDefinition
        {
            Name = json.Text("name"),
            Title = json.Text("title"),
            Hint = json.OptionalText("hint"),
            Parts = json.Objects("parts", Part),
            OutcomesWithoutAnswers = json.Texts("outcomesWithoutAnswers"),
            ContentHash = hash,
        };
        if (form.Parts.IsEmpty)
        {
            json.Problem(json.At("parts"), "has no part. Give the form at least one part with a field.");
        }

        json.RefuseUnknown();
        return form;
    }

    private FormPart Part(FormElement json)
    {
        var part = new FormPart
        {
            Id = json.Text("id"),
            Title = json.Text("title"),
            Hint = json.OptionalText("hint"),
            After = json.Texts("after"),
            VisibleIf = Condition(json.Object("visibleIf")),
            Fields = json.Objects("fields", Field),
        };
        if (part.Fields.IsEmpty)
        {
            json.Problem(json.At("fields"), "has no field. Add one, or remove the part.");
        }

        json.RefuseUnknown();
        return part;
    }

    private FormField Field(FormElement json)
    {
        var label = json.Text("label");
        var field = new FormField
        {
            Name = json.Text("name"),
            Kind = json.Choice("kind", FieldKind.Text),
            Label = label,
            Hint = json.OptionalText("hint"),
            Subject = json.OptionalText("subject") ?? Lower(label.TrimEnd('?')),
            Required = json.Flag("required"),
            RequiredIf = Condition(json.Object("requiredIf")),
            VisibleIf = Condition(json.Object("visibleIf")),
            ReasonIfMissing = json.OptionalText("optionalWithReason"),
            DataClass = json.Choice("dataClass", DataClass.Needs),
            Expose = json.Flag("expose"),
            Options = json.Objects("options", Option),
            Fields = json.Objects("fields", Field),
            Limits = Limits(json),
            Warnings = json.Objects("warnIf", Warning),
            RequiredMessage = json.OptionalText("requiredMessage"),
            ItemName = json.OptionalText("itemName") ?? "row",
            NoneLabel = json.OptionalText("noneLabel"),
            AtMostOne = json.OptionalText("atMostOne"),
            FileTypes = FileTypes(json),
        };
        if (!json.Has("kind"))
        {
            json.Problem(json.At("kind"), "is missing. Add it: text, longText, date, radios …");
        }

        var rows = json.Objects("rows", Option);
        FormShape.Check(field, rows, json);
        json.RefuseUnknown();
        return field.Kind == FieldKind.Matrix ? field with { Fields = RiskMatrix.Rows(rows, field.DataClass) } : field;
    }

    private static FormOption Option(FormElement json)
    {
        var option = new FormOption(json.Text("value"), json.Text("label"), json.OptionalText("hint"));
        json.RefuseUnknown();
        return option;
    }

    private static FieldLimits Limits(FormElement json) => new()
    {
        MinLength = json.Count("minLength"),
        MaxLength = json.Count("maxLength"),
        Min = json.Number("min"),
        Max = json.Number("max"),
        Places = json.Count("places") ?? FieldLimits.None.Places,
        Step = json.Number("step"),
        Past = json.Flag("past"),
        Future = json.Flag("future"),
        NotBefore = json.OptionalText("notBefore"),
        MinRows = json.Count("minRows"),
        MaxRows = json.Count("maxRows"),
        MaxMegabytes = json.Count("maxMegabytes"),
    };

    private static ImmutableArray<FileType> FileTypes(FormElement json)
    {
        var names = json.Texts("fileTypes");
        foreach (var name in names.Where(name => FileType.Named(name) is null))
        {
            json.Problem(json.At("fileTypes"), $"names \"{name}\". Use some of: {string.Join(", ", FileType.All.Select(type => type.Name))}.");
        }

        return [.. names.Select(FileType.Named).OfType<FileType>().Distinct()];
    }

    private FormWarningRule Warning(FormElement json)
    {
        var condition = Condition(json.Object("if"));
        var rule = new FormWarningRule(condition ?? new FormCondition(ConditionKind.All), json.Text("message"));
        if (condition is null)
        {
            json.Problem(json.At("if"), "is missing. Say when to warn, as { \"field\": …, \"moreThan\": … }.");
        }

        json.RefuseUnknown();
        return rule;
    }

    private FormCondition? Condition(FormElement? json)
    {
        if (json is null)
        {
            return null;
        }

        var condition = json.Has("all") ? new FormCondition(ConditionKind.All) { Parts = json.Objects("all", part => Condition(part)!) }
            : json.Has("any") ? new FormCondition(ConditionKind.Any) { Parts = json.Objects("any", part => Condition(part)!) }
            : Comparison(json);
        json.RefuseUnknown();
        return condition;
    }

    private static FormCondition Comparison(FormElement json)
    {
        var field = json.Text("field");
        if (json.Has("equals"))
        {
            return new(ConditionKind.In) { Field = field, Values = [json.Scalar("equals") ?? ""] };
        }

        if (json.Has("in"))
        {
            return new(ConditionKind.In) { Field = field, Values = json.Texts("in") };
        }

        if (json.Has("isSet"))
        {
            return new(json.Flag("isSet") ? ConditionKind.IsSet : ConditionKind.IsNotSet) { Field = field };
        }

        foreach (var (name, kind) in new[] { ("lessThan", ConditionKind.LessThan), ("moreThan", ConditionKind.MoreThan), ("monthsAgoMoreThan", ConditionKind.MonthsAgoMoreThan) })
        {
            if (json.Has(name))
            {
                return new(kind) { Field = field, Number = json.Number(name) ?? 0 };
            }
        }

        json.Problem(json.Path, "does not say what to compare with. Add one of: equals, in, isSet, lessThan, moreThan, monthsAgoMoreThan.");
        return new(ConditionKind.IsSet) { Field = field };
    }

    private static string Lower(string label) =>
        label.Length > 1 && char.IsUpper(label[0]) && !char.IsUpper(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;
}
