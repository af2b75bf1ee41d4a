using System.Globalization;
using CaseFlow.Cases.Access;
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

    private static readonly Dictionary<string, CalendarEntryType> Types = new(StringComparer.Ordinal)
    {
        ["Term"] = CalendarEntryType.Term,
        ["HalfTerm"] = CalendarEntryType.HalfTerm,
        ["Inset"] = CalendarEntryType.Inset,
        ["Closure"] = CalendarEntryType.Closure,
        ["BankHoliday"] = CalendarEntryType.BankHoliday,
    };

    private static readonly Dictionary<string, CalendarEntryStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["Confirmed"] = CalendarEntryStatus.Confirmed,
        ["Provisional"] = CalendarEntryStatus.Provisional,
    };

    public static IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new("school_urn", "The school’s URN, or ALL for the authority’s dates", IsRequired: true),
        new("academic_year", "Such as 2026/27", IsRequired: true),
        new("type", string.Join(", ", Types.Keys), IsRequired: true),
        new("start", "First day", IsRequired: true),
        new("end", "Last day; the same for a single day", IsRequired: true),
        new("label", "What it is called, such as Term 1"),
        new("status", string.Join(" or ", Statuses.Keys)),
    ];

    public async Task<ImportResult> Run(Viewer viewer, Stream file, CancellationToken cancellationToken = default)
    {
        var table = CsvTable.Read(file, Columns);
        if (table.IsRefused)
        {
            return ImportResult.Refused(table.Problems);
        }

        var rows = new RowsOfFile(table.Rows);
        return await ImportRun.InPages(gate, table, (data, row) => Apply(data, row, viewer, rows), cancellationToken);
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
        return [.. CsvTable.Read(file, Columns).Rows.Select(row => Read(row)!)];
    }

    private RowOutcome? Apply(ICaseData data, CsvRow row, Viewer viewer, RowsOfFile file)
    {
        var schoolId = Owner(data, row, viewer);
        var line = Read(row);
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

    private static TermDateLine? Read(CsvRow row)
    {
        var yearText = row.Required("academic_year", "Enter the academic year, like 2026/27");
        _ = row.Required("type", $"Enter one of: {string.Join(", ", Types.Keys)}");
        _ = row.Required("start", "Enter the first day, like 2026-09-14 or 14/09/2026");
        _ = row.Required("end", "Enter the last day, like 2026-09-14 or 14/09/2026");
        var year = Year(yearText);
        if (yearText.Length > 0 && year is null)
        {
            row.Problem("academic_year", "Enter the academic year, like 2026/27");
        }

        var type = row.Choice("type", Types);
        var (start, end) = (row.Date("start"), row.Date("end"));
        var (label, status) = (row.Text("label", 80), row.Choice("status", Statuses));
        if (!row.IsGood || year is null || type is null || start is null || end is null)
        {
            return null;
        }

        if (end < start)
        {
            row.Problem("end", "The last day is before the first. Correct one of them");
        }

        if (AcademicYear.Of(start.Value) != year || AcademicYear.Of(end.Value) != year)
        {
            row.Problem("academic_year", $"The dates are not in {AcademicYear.Name(year.Value)}, which runs from 1 August {year} to 31 July {year + 1}. Correct the year or the dates");
        }

        return row.IsGood ? new TermDateLine(row.Required("school_urn", ""), year.Value, type.Value, start.Value, end.Value, label, status) : null;
    }

    private static int? Year(string text)
    {
        var parts = text.Split('/', '-');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2100)
        {
            return null;
        }

        var isNext = parts.Length == 1
            || (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var next) && next % 100 == (year + 1) % 100);
        return isNext ? year : null;
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

    private sealed record TermDateLine(
        string Urn, int AcademicYear, CalendarEntryType Type, DateOnly Start, DateOnly End, string? Label, CalendarEntryStatus? Status);

    /// <summary>The rows of the file that stand, to find a later one that contradicts them.</summary>
    private sealed class RowsOfFile
    {
        private readonly List<(int Number, TermDateLine Line)> _lines = [];

        public RowsOfFile(IReadOnlyList<CsvRow> rows)
        {
            foreach (var row in rows)
            {
                if (Read(row) is { } line && EarlierOverlap(row.Line, line) is null)
                {
                    _lines.Add((row.Line, line));
                }
            }
        }

        public int? EarlierOverlap(int number, TermDateLine line) => _lines
            .Where(other => other.Number < number && other.Line.Type == line.Type && other.Line.Start <= line.End && other.Line.End >= line.Start
                && string.Equals(other.Line.Urn, line.Urn, StringComparison.OrdinalIgnoreCase))
            .Select(other => (int?)other.Number)
            .FirstOrDefault();
    }
}
