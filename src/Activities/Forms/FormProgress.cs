using System.Collections.Immutable;

namespace CaseFlow.Activities.Forms;

/// <summary>How far a part of a form is, as a task list says it.</summary>
public enum PartStatus
{
    CannotStart,
    NotStarted,
    InProgress,
    Completed,
}

public sealed record PartProgress(FormPart Part, PartStatus Status);

/// <summary>How far a form is.</summary>
public sealed record FormProgress(ImmutableArray<PartProgress> Parts)
{
    public bool IsComplete => Parts.All(part => part.Status == PartStatus.Completed);

    public int Completed => Parts.Count(part => part.Status == PartStatus.Completed);

    public static FormProgress Of(FormDefinition form, FormAnswers answers, FormContext context)
    {
        var asked = form.Parts.Where(part => part.VisibleIf?.Holds(answers.Json, answers.Json, context) ?? true).ToList();
        var status = asked.ToDictionary(part => part.Id, part => OwnStatus(form, part, answers, context), StringComparer.Ordinal);
        return new([.. asked.Select(part => new PartProgress(part, Blocked(part, status) ? PartStatus.CannotStart : status[part.Id]))]);
    }

    public static string Words(PartStatus status) => status switch
    {
        PartStatus.CannotStart => "Cannot start yet",
        PartStatus.NotStarted => "Not started",
        PartStatus.InProgress => "In progress",
        _ => "Completed",
    };

    private static bool Blocked(FormPart part, Dictionary<string, PartStatus> status) =>
        part.After.Any(id => status.TryGetValue(id, out var earlier) && earlier != PartStatus.Completed);

    private static PartStatus OwnStatus(FormDefinition form, FormPart part, FormAnswers answers, FormContext context)
    {
        var started = part.Fields.Any(field => answers.IsSet(field.Name) || answers.IsSet(field.ReasonName) || answers.IsSet(field.NoneName));
        if (!started && part.Fields.Any(field => field.Kind != FieldKind.PupilSummary))
        {
            return PartStatus.NotStarted;
        }

        return FormValidator.Validate(form, answers, context, part.Id).IsValid ? PartStatus.Completed : PartStatus.InProgress;
    }
}
