using CaseFlow.Cases.Access;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.Storage;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Cases.Pupils;

/// <summary>
/// Imports pupils by UPN or, where there is none, by school, name and date of birth. A school's people may only import
/// children of their own school; what they may not see reads as if it were not there.
/// </summary>
public sealed class PupilImport(IWriteGate gate, TimeProvider clock)
{
    public async Task<ImportResult> Run(Viewer viewer, Stream file, CancellationToken cancellationToken = default)
    {
        var table = CsvTable.Read(file, PupilColumns.All);
        if (table.IsRefused)
        {
            return ImportResult.Refused(table.Problems);
        }

        // Building a validator costs far more than using it, and all of this runs inside the gate.
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var rules = new Rules(today, new PupilValidator(today), new CarerValidator());

        // Which line brought which child in: a second good row for one of them is a mistake in the file.
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        return await ImportRun.InPages(gate, table, (data, row) => Apply(data, row, viewer, rules, lines), ImportRun.Entry("pupils", AuditActor.Of(viewer), clock), cancellationToken);
    }

    private RowOutcome? Apply(ICaseData data, CsvRow row, Viewer viewer, Rules rules, Dictionary<string, int> lines)
    {
        var schoolId = SchoolOf(data, row, viewer);
        if (lines.TryGetValue(KeyOf(row), out var first) && first < row.Line)
        {
            row.Problem("upn", $"This child is on line {first} already. Leave out one of the two");
        }

        var upn = row.Text("upn") is { } text ? Upn.Normalise(text) : null;
        var held = schoolId is null ? null : Held(data, row, upn, schoolId.Value);
        if (held is not null && held.SchoolId != schoolId && !(viewer.SeesEveryCase || viewer.SchoolIds.Contains(held.SchoolId)))
        {
            row.Problem("upn", "This UPN is in use elsewhere. Check it; if the child has joined your school, ask the inclusion team to move them");
        }

        var pupil = new PupilRow(row, upn, schoolId ?? Guid.Empty, rules.Today);
        var target = held ?? pupil.New(Guid.CreateVersion7(clock.GetUtcNow()));
        pupil.Fill(target);
        Report(row, rules.Pupil.Validate(target));
        var carer = pupil.ReadCarer(Guid.CreateVersion7(clock.GetUtcNow()), target.Id);
        if (carer is not null)
        {
            Report(row, rules.Carer.Validate(carer));
        }

        if (!row.IsGood)
        {
            if (held is not null)
            {
                data.Entry(held).State = EntityState.Detached;
            }

            return null;
        }

        var changed = held is not null && data.Entry(held).State == EntityState.Modified;
        if (held is null)
        {
            data.Pupils.Add(target);
        }

        changed |= Enrol(data, target, row.Date("on_roll_from") ?? rules.Today);
        changed |= carer is not null && KeepCarer(data, carer, row);
        data.SaveChanges();
        lines[KeyOf(row)] = row.Line;
        return held is null ? RowOutcome.Added : changed ? RowOutcome.Changed : RowOutcome.Unchanged;
    }

    private static Guid? SchoolOf(ICaseData data, CsvRow row, Viewer viewer)
    {
        var urn = row.Required("school_urn", "Enter the URN of the school whose roll the child is on");
        if (urn.Length == 0)
        {
            return null;
        }

        var schoolId = data.Schools.Where(school => school.Urn == urn && school.IsActive).Select(school => (Guid?)school.Id).FirstOrDefault();
        if (schoolId is { } id && (viewer.SeesEveryCase || viewer.SchoolIds.Contains(id)))
        {
            return id;
        }

        row.Problem("school_urn", "There is no school with this URN that you may import pupils to. Check the number");
        return null;
    }

    private static Pupil? Held(ICaseData data, CsvRow row, string? upn, Guid schoolId)
    {
        if (upn is not null)
        {
            return data.Pupils.FirstOrDefault(one => one.Upn == upn);
        }

        var (forename, surname, born) = (row.Text("forename"), row.Text("surname"), row.Date("date_of_birth"));
        return data.Pupils.FirstOrDefault(one => one.Upn == null && one.SchoolId == schoolId
            && one.Forename == forename && one.Surname == surname && one.DateOfBirth == born);
    }

    // The roll keeps its history: moving school ends one enrolment and begins the next.
    private bool Enrol(ICaseData data, Pupil pupil, DateOnly from)
    {
        var open = data.Enrolments.Where(one => one.PupilId == pupil.Id && one.To == null).ToList();
        var current = open.Find(one => one.SchoolId == pupil.SchoolId);
        if (current is not null)
        {
            var isChanged = current.Status != pupil.Enrolment;
            current.Status = pupil.Enrolment;
            return isChanged;
        }

        foreach (var earlier in open.Where(one => one.Status != EnrolmentStatus.DualSubsidiary))
        {
            earlier.To = earlier.From < from ? from.AddDays(-1) : earlier.From;
        }

        data.Enrolments.Add(new Enrolment
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            PupilId = pupil.Id,
            SchoolId = pupil.SchoolId,
            Status = pupil.Enrolment,
            From = from,
        });
        return true;
    }

    private static bool KeepCarer(ICaseData data, Carer carer, CsvRow row)
    {
        var held = data.Carers.FirstOrDefault(one => one.PupilId == carer.PupilId && one.Name == carer.Name);
        if (held is null)
        {
            data.Carers.Add(carer);
            return true;
        }

        held.Relationship = carer.Relationship;
        held.HasParentalResponsibility = row.Has("carer_responsibility") ? carer.HasParentalResponsibility : held.HasParentalResponsibility;
        held.Phone = row.Has("carer_phone") ? carer.Phone : held.Phone;
        held.Email = row.Has("carer_email") ? carer.Email : held.Email;
        held.Language = row.Has("carer_language") ? carer.Language : held.Language;
        held.SafeToContact = row.Has("carer_safe") ? carer.SafeToContact : held.SafeToContact;
        return data.Entry(held).State == EntityState.Modified;
    }

    private static void Report(CsvRow row, ValidationResult result)
    {
        foreach (var failure in result.Errors)
        {
            row.Problem(PupilColumns.Of(failure.PropertyName), failure.ErrorMessage);
        }
    }

    private static string KeyOf(CsvRow row) => row.Text("upn", int.MaxValue) is { } upn
        ? Upn.Normalise(upn)
        : string.Join('|', row.Text("school_urn", int.MaxValue), row.Text("forename", int.MaxValue), row.Text("surname", int.MaxValue), row.Text("date_of_birth", int.MaxValue), "no UPN");

    private sealed record Rules(DateOnly Today, PupilValidator Pupil, CarerValidator Carer);
}
