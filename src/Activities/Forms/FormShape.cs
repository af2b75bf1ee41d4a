using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CaseFlow.Activities.Forms;

/// <summary>What must be true of a single field of a form's file.</summary>
internal static partial class FormShape
{
    private const int MostMegabytes = 50;

    public static void Check(FormField field, ImmutableArray<FormOption> rows, FormElement json)
    {
        if (field.Name.Length > 0 && !NamePattern().IsMatch(field.Name))
        {
            json.Problem(json.At("name"), $"is \"{field.Name}\". Use a lower-case letter, then letters and digits only.");
        }

        CheckOptions(field, json);
        CheckNested(field, rows, json);
        CheckLimits(field, json);
        CheckFile(field, json);
        if (field.Expose && field.Kind is FieldKind.LongText or FieldKind.Text or FieldKind.File)
        {
            json.Problem(json.At("expose"), $"is set on \"{field.Name}\", which holds words about a child. Only choices, numbers, dates and yes/no answers may be given to the workflow.");
        }

        if (field.AtMostOne is { } flag && field.Fields.All(child => child.Name != flag || child.Kind != FieldKind.YesNo))
        {
            json.Problem(json.At("atMostOne"), $"names \"{flag}\". Name a yes/no field of the row.");
        }
    }

    private static void CheckOptions(FormField field, FormElement json)
    {
        if (field.HasOptions && field.Options.Length < 1)
        {
            json.Problem(json.At("options"), $"of \"{field.Name}\" has no choice. Add {{ \"value\": …, \"label\": … }}.");
        }

        if (!field.HasOptions && !field.Options.IsEmpty)
        {
            json.Problem(json.At("options"), $"is only for radios, checkboxes and select; \"{field.Name}\" is {FormElement.Camel(field.Kind)}.");
        }

        if (field.Options.GroupBy(option => option.Value).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            json.Problem(json.At("options"), $"has \"{twice.Key}\" twice. Give each choice its own value.");
        }
    }

    private static void CheckNested(FormField field, ImmutableArray<FormOption> rows, FormElement json)
    {
        var takesFields = field.Kind is FieldKind.Group or FieldKind.List;
        if (takesFields && field.Fields.IsEmpty)
        {
            json.Problem(json.At("fields"), $"of \"{field.Name}\" is empty. Add the fields of the {FormElement.Camel(field.Kind)}.");
        }

        if (!takesFields && !field.Fields.IsEmpty)
        {
            json.Problem(json.At("fields"), $"is only for groups and lists; \"{field.Name}\" is {FormElement.Camel(field.Kind)}.");
        }

        if (field.Kind == FieldKind.Matrix == rows.IsEmpty)
        {
            json.Problem(json.At("rows"), field.Kind == FieldKind.Matrix ? $"of \"{field.Name}\" is missing. Name the risks." : "is only for a matrix.");
        }

        if (field.Fields.FirstOrDefault(child => child.Kind is FieldKind.List or FieldKind.Matrix) is { } deep)
        {
            json.Problem(json.At("fields"), $"has the {FormElement.Camel(deep.Kind)} \"{deep.Name}\" inside \"{field.Name}\". Move it to the part itself.");
        }
    }

    private static void CheckLimits(FormField field, FormElement json)
    {
        var limits = field.Limits;
        if (limits.MinLength > limits.MaxLength)
        {
            json.Problem(json.At("minLength"), "is greater than maxLength. Correct one of them.");
        }

        if (limits.Min > limits.Max)
        {
            json.Problem(json.At("min"), "is greater than max. Correct one of them.");
        }

        if (limits.MinRows > limits.MaxRows)
        {
            json.Problem(json.At("minRows"), "is greater than maxRows. Correct one of them.");
        }

        if (limits.Step <= 0)
        {
            json.Problem(json.At("step"), "must be more than 0.");
        }
    }

    private static void CheckFile(FormField field, FormElement json)
    {
        if (field.Kind == FieldKind.File)
        {
            if (field.Limits.MaxMegabytes is < 1 or > MostMegabytes)
            {
                json.Problem(json.At("maxMegabytes"), $"must be between 1 and {MostMegabytes}.");
            }

            return;
        }

        foreach (var name in new[] { "fileTypes", "maxMegabytes" }.Where(json.Has))
        {
            json.Problem(json.At(name), $"is only for a file; \"{field.Name}\" is {FormElement.Camel(field.Kind)}.");
        }
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,59}$", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
