using System.Collections.Immutable;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Pupils;

/// <summary>What came of adding a child by hand.</summary>
/// <param name="Problems">What is wrong, by the pupil's property or as Carers[0].Name; empty where the child was added.</param>
public sealed record PupilAdded(ImmutableArray<PupilProblem> Problems);

public sealed record PupilProblem(string Property, string Message);

/// <summary>Adds a child whom no file brought, to the roll of a school the viewer works at.</summary>
public sealed class PupilAdding(IWriteGate gate, TimeProvider clock)
{
    private const string OfPupil = nameof(PupilDetails.Pupil) + ".";

    public async Task<PupilAdded> Add(Viewer viewer, PupilDetails details, CancellationToken cancellationToken = default)
    {
        var problems = Check(viewer, details);
        return problems.IsEmpty ? new(await gate.Run(scope => Save(scope, viewer, details), cancellationToken)) : new(problems);
    }

    private static ImmutableArray<PupilProblem> Check(Viewer viewer, PupilDetails details)
    {
        var problems = new PupilDetailsValidator(viewer.On).Validate(details).Errors
            .Select(failure => new PupilProblem(PropertyOf(failure.PropertyName), failure.ErrorMessage))
            .ToList();
        if (!viewer.SchoolIds.Contains(details.Pupil.SchoolId))
        {
            problems.Add(new(nameof(Pupil.SchoolId), "Select a school you work at"));
        }

        return [.. problems];
    }

    // The number is looked for inside the transaction, so that two people cannot both add the child.
    private ImmutableArray<PupilProblem> Save(WriteScope scope, Viewer viewer, PupilDetails details)
    {
        var data = scope.Data;
        var pupil = details.Pupil;
        if (pupil.Upn is { } upn && data.Pupils.FirstOrDefault(other => other.Upn == upn) is { } held)
        {
            return [new(nameof(Pupil.Upn), viewer.SchoolIds.Contains(held.SchoolId)
                ? "A pupil with this UPN is on your school’s roll already. Go back and choose them from the list"
                : "This UPN is in use elsewhere. Check it; if the child has joined your school, ask the inclusion team to move them")];
        }

        data.Pupils.Add(pupil);
        data.Enrolments.Add(new Enrolment { Id = Guid.CreateVersion7(LondonTime.At(viewer.On, default)), PupilId = pupil.Id, SchoolId = pupil.SchoolId, Status = pupil.Enrolment, From = viewer.On });
        data.Carers.AddRange(details.Carers);
        data.SaveChanges();
        scope.Audit(new(clock.GetUtcNow(), AuditActions.PupilAdded, new("pupil", pupil.Id), AuditActor.Of(viewer)) { Facts = [new("school", pupil.SchoolId.ToString("D"))] });
        return [];
    }

    private static string PropertyOf(string path) =>
        path.StartsWith(OfPupil, StringComparison.Ordinal) ? path[OfPupil.Length..] : path;
}
