using CaseFlow.Activities.Forms;
using CaseFlow.Host.Access;
using CaseFlow.Host.Forms;
using NodaTime;

namespace CaseFlow.Host.Pupils;

/// <summary>A pupil's record while somebody works on it.</summary>
public sealed record PupilEdit(Guid? PupilId, long Version, FormPart Part, FormAnswers Answers, DateOnly Today)
{
    public FormCheck? Check { get; init; }

    public FormView Draw() => new(Answers, new FormContext(LocalDate.FromDateOnly(Today)), Check)
    {
        OnPage = Part.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal),
    };
}

/// <summary>Opens a record for whoever may change it.</summary>
public sealed class PupilEditing(PupilReading reading, CurrentViewer current)
{
    /// <param name="pupilId">Null to add one.</param>
    /// <returns>Null where there is no such pupil, or the viewer may not change or add one.</returns>
    public PupilEdit? Open(Guid? pupilId)
    {
        if (current.Viewer is not { } viewer)
        {
            return null;
        }

        var schools = reading.SchoolsToEdit(viewer);
        if (pupilId is not { } id)
        {
            return schools.Count == 0 ? null : new(null, 0, PupilForm.PartFor(schools), Chosen(schools), viewer.On);
        }

        return reading.Find(viewer, id) is { MayEdit: true } file
            ? new(id, file.Pupil.RowVersion, PupilForm.PartFor([]), PupilForm.AnswersOf(file.Pupil, file.Carers), viewer.On)
            : null;
    }

    /// <summary>Where there is one school to choose, it is chosen.</summary>
    private static FormAnswers Chosen(IReadOnlyList<Cases.Schools.School> schools) =>
        schools.Count == 1 ? new(new() { ["school"] = schools[0].Id.ToString() }) : new();
}
