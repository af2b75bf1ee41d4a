namespace CaseFlow.Activities.Forms;

/// <summary>What must be true between the fields of a form: unique names, and conditions that look at fields that exist.</summary>
internal static class FormReferences
{
    public static void Check(FormDefinition form, List<FormFileProblem> problems)
    {
        foreach (var twice in form.Parts.GroupBy(part => part.Id).Where(same => same.Count() > 1))
        {
            problems.Add(new("parts", $"Two parts have the id \"{twice.Key}\". Give each part its own id."));
        }

        var names = form.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < form.Parts.Length; index++)
        {
            var part = form.Parts[index];
            var path = FormPath.Row("parts", index);
            foreach (var missing in part.After.Where(id => id == part.Id || form.Part(id) is null))
            {
                problems.Add(new(path + ".after", $"{path}.after names the part \"{missing}\", which is not another part of this form."));
            }

            CheckCondition(part.VisibleIf, names, [], path + ".visibleIf", problems);
            CheckFields(part.Fields, names, path + ".fields", problems);
        }

        foreach (var twice in form.Fields.GroupBy(field => field.Name).Where(same => same.Count() > 1))
        {
            problems.Add(new("parts", $"Two fields have the name \"{twice.Key}\". Give each field its own name."));
        }
    }

    private static void CheckFields(IReadOnlyList<FormField> fields, HashSet<string> names, string path, List<FormFileProblem> problems)
    {
        var beside = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < fields.Count; index++)
        {
            var field = fields[index];
            var at = FormPath.Row(path, index);
            CheckCondition(field.VisibleIf, names, beside, at + ".visibleIf", problems);
            CheckCondition(field.RequiredIf, names, beside, at + ".requiredIf", problems);
            foreach (var rule in field.Warnings)
            {
                CheckCondition(rule.If, names, beside, at + ".warnIf", problems);
            }

            if (field.Limits.NotBefore is { } earlier && fields.All(other => other.Name != earlier || other.Kind != FieldKind.Date))
            {
                problems.Add(new(at + ".notBefore", $"{at}.notBefore of \"{field.Name}\" names \"{earlier}\". Name a date field beside it."));
            }

            if (field.Kind is FieldKind.Group or FieldKind.List)
            {
                CheckFields(field.Fields, names, at + ".fields", problems);
                foreach (var twice in field.Fields.GroupBy(child => child.Name).Where(same => same.Count() > 1))
                {
                    problems.Add(new(at + ".fields", $"{at}.fields has \"{twice.Key}\" twice. Give each field its own name."));
                }
            }
        }
    }

    private static void CheckCondition(FormCondition? condition, HashSet<string> names, HashSet<string> beside, string path, List<FormFileProblem> problems)
    {
        foreach (var field in condition?.FieldNames ?? [])
        {
            // Facts are known by a prefix; what is behind it depends on who opens the form.
            if (!beside.Contains(field) && !names.Contains(field.Split('.')[0]) && !field.StartsWith("pupil.", StringComparison.Ordinal) && !field.StartsWith("task.", StringComparison.Ordinal))
            {
                problems.Add(new(path, $"{path} looks at \"{field}\", which is not a field of this form. Correct the name."));
            }
        }
    }
}
