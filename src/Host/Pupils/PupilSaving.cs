using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Host.Pupils;

/// <summary>What came of saving: the pupil's id, or what is wrong (property of the record, message).</summary>
public sealed record PupilSaved(Guid? PupilId, IReadOnlyList<(string Property, string Message)> Problems)
{
    public static PupilSaved Refused(string property, string message) => new(null, [(property, message)]);
}

/// <summary>Adds and changes pupils' records. Who may is decided before.</summary>
public sealed class PupilSaving(IWriteGate gate, PupilAdding adding, TimeProvider clock)
{
    private const string InUse = "This UPN is in use already. Check it; if the child has joined your school, ask the inclusion team to move them";

    public async Task<PupilSaved> Add(Viewer viewer, Guid schoolId, FormAnswers answers, CancellationToken cancellationToken)
    {
        var pupil = PupilForm.NewPupil(NewId(), schoolId, answers);
        PupilForm.Fill(pupil, answers);
        var added = await adding.Add(viewer, new PupilDetails(pupil, PupilForm.Carers(pupil.Id, answers, NewId)), cancellationToken);
        return added.Problems.IsEmpty ? new(pupil.Id, []) : new(null, [.. added.Problems.Select(problem => (OnForm(problem.Property), problem.Message))]);
    }

    /// <param name="version">The row version the page was drawn from.</param>
    /// <param name="by">Who changes it.</param>
    public Task<PupilSaved> Change(Guid pupilId, long version, FormAnswers answers, AuditActor by, CancellationToken cancellationToken) => gate.Run(
        scope =>
        {
            var data = scope.Data;
            var pupil = data.Pupils.First(one => one.Id == pupilId);
            if (pupil.RowVersion != version)
            {
                return PupilSaved.Refused("", "Somebody else has changed this record since you opened it. What you typed is below: open the record in another tab, check what changed, and save again");
            }

            PupilForm.Fill(pupil, answers);
            var carers = PupilForm.Carers(pupilId, answers, NewId);
            if (Problems(pupil, carers) is { Count: > 0 } problems)
            {
                return new PupilSaved(null, problems);
            }

            if (pupil.Upn is { } upn && data.Pupils.Any(one => one.Upn == upn && one.Id != pupilId))
            {
                return PupilSaved.Refused(nameof(Pupil.Upn), InUse);
            }

            // The names of what was changed; never what it was or is.
            var fields = string.Join(',', data.Entry(pupil).Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name).Order(StringComparer.Ordinal));
            pupil.RowVersion++;
            data.Carers.RemoveRange(data.Carers.Where(carer => carer.PupilId == pupilId));
            data.Carers.AddRange(carers);
            foreach (var enrolment in data.Enrolments.Where(one => one.PupilId == pupilId && one.SchoolId == pupil.SchoolId && one.To == null).ToList())
            {
                enrolment.Status = pupil.Enrolment;
            }

            data.SaveChanges();
            scope.Audit(new(clock.GetUtcNow(), AuditActions.PupilChanged, new("pupil", pupilId), by) { Facts = [new("fields", fields)] });
            return new PupilSaved(pupilId, []);
        },
        cancellationToken);

    private DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    private List<(string, string)> Problems(Pupil pupil, IReadOnlyList<Carer> carers) =>
        [.. new PupilDetailsValidator(Today).Validate(new PupilDetails(pupil, carers)).Errors
            .Select(error => (OnForm(error.PropertyName.Replace("Pupil.", "", StringComparison.Ordinal)), error.ErrorMessage))];

    /// <summary>The form asks about carers in one list.</summary>
    private static string OnForm(string property) => property.StartsWith("Carers", StringComparison.Ordinal) ? "Carers" : property;
}
