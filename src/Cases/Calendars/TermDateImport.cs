using CaseFlow.Cases.Access;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Cases.Calendars;

/// <summary>
/// Imports term dates: the authority's (ALL) or a school's own. A row that overlaps one already held, of the same kind
/// and owner, corrects it.
/// </summary>
public sealed class TermDateImport(IWriteGate gate, TimeProvider clock)
{
    private const string Everybody = "ALL";

    public static IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new("school_urn", "The school’s URN, or ALL for the authority’s dates", IsRequired: true),
        new("academic_year", "Such as 2026/27", IsRequired: true),
        new("type", string.Join(", ", TermDateLine.Types.Keys), IsRequired: true),
        new("start", "First day", IsRequired: true),
        new("end", "Last day; the same for a single day", IsRequired: true),
        new("label", "What it is called, such as Term 1"),
        new("status", string.Join(" or ", TermDateLine.Statuses.Keys)),
    ];

    public async Task<ImportResult> Run(Viewer viewer, Stream file, CancellationToken cancellationToken = default)
    {
        var table = CsvTable.Read(file, Columns);
        if (table.IsRefused)
        {
            return ImportResult.Refused(table.Problems);
        }

        var rows = new TermDateLines(table.Rows);
        return await ImportRun.InPages(gate, table, (data, row) => Apply(data, row, viewer, rows), ImportRun.Entry("terms", AuditActor.Of(viewer), clock), cancellationToken);
    }

    /// <summary>Puts the shipped dates in where the authority has none at all; says how many.</summary>
    public Task<int> LoadShipped(CancellationToken cancellationToken = default)
    {
        var shipped = Shipped();
        return gate.Run(
            scope =>
            {
                var data = scope.Data;
                if (data.CalendarEntries.Any(entry => entry.SchoolId == null))
                {
                    return 0;
                }

                data.CalendarEntries.AddRange(shipped.Select(line => NewEntry(line, schoolId: null)));

                return data.SaveChanges();
            },
            cancellationToken);
    }

    private static List<TermDateLine> Shipped()
    {
        using var file = ShippedTermDates.Open();
        return [.. CsvTable.Read(file, Columns).Rows.Select(row => TermDateLine.Read(row)!)];
    }

    private RowOutcome? Apply(ICaseData data, CsvRow row, Viewer viewer, TermDateLines file)
    {
        var schoolId = Owner(data, row, viewer);
        var line = TermDateLine.Read(row);
        if (line is not null && file.EarlierOverlap(row.Line, line) is { } earlier)
        {
            row.Problem("start", $"These dates overlap line {earlier}, which is of the same type. Correct one of them");
        }

        if (line is null || !row.IsGood)
        {
            return null;
        }

        var held = data.CalendarEntries
            .Where(entry => entry.SchoolId == schoolId && entry.Type == line.Type && entry.Start <= line.End && entry.End >= line.Start)
            .ToList();
        var same = held.Find(entry => entry.Start == line.Start) ?? held.FirstOrDefault();
        if (same is null)
        {
            data.CalendarEntries.Add(NewEntry(line, schoolId));
            data.SaveChanges();
            return RowOutcome.Added;
        }

        same.Start = line.Start;
        same.End = line.End;
        same.Label = row.Has("label") ? line.Label : same.Label;
        same.Status = line.Status ?? same.Status;
        var isChanged = data.Entry(same).State == EntityState.Modified;
        data.SaveChanges();
        return isChanged ? RowOutcome.Changed : RowOutcome.Unchanged;
    }

    private static Guid? Owner(ICaseData data, CsvRow row, Viewer viewer)
    {
        var urn = row.Required("school_urn", "Enter the school’s URN, or ALL for the authority’s dates");
        var isAuthority = SchoolImport.MayImport(viewer);
        if (string.Equals(urn, Everybody, StringComparison.OrdinalIgnoreCase))
        {
            if (!isAuthority)
            {
                row.Problem("school_urn", "You may only import your own school’s dates. Enter its URN");
            }

            return null;
        }

        var schoolId = data.Schools.Where(school => school.Urn == urn).Select(school => (Guid?)school.Id).FirstOrDefault();
        if (urn.Length > 0 && (schoolId is null || !(isAuthority || viewer.SchoolIds.Contains(schoolId.Value))))
        {
            row.Problem("school_urn", "There is no school with this URN that you may import dates for. Check the number");
        }

        return schoolId;
    }

    private CalendarEntry NewEntry(TermDateLine line, Guid? schoolId) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        SchoolId = schoolId,
        AcademicYear = line.AcademicYear,
        Type = line.Type,
        Start = line.Start,
        End = line.End,
        Label = line.Label,
        Status = line.Status ?? CalendarEntryStatus.Confirmed,
    };
}
