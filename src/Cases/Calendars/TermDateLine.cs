using System.Globalization;
using CaseFlow.Cases.Imports;

namespace CaseFlow.Cases.Calendars;

/// <summary>A row of a term-date file, read.</summary>
internal sealed record TermDateLine(
    string Urn, int AcademicYear, CalendarEntryType Type, DateOnly Start, DateOnly End, string? Label, CalendarEntryStatus? Status)
{
    public static readonly IReadOnlyDictionary<string, CalendarEntryType> Types = new Dictionary<string, CalendarEntryType>(StringComparer.Ordinal)
    {
        ["Term"] = CalendarEntryType.Term,
        ["HalfTerm"] = CalendarEntryType.HalfTerm,
        ["Inset"] = CalendarEntryType.Inset,
        ["Closure"] = CalendarEntryType.Closure,
        ["BankHoliday"] = CalendarEntryType.BankHoliday,
    };

    public static readonly IReadOnlyDictionary<string, CalendarEntryStatus> Statuses = new Dictionary<string, CalendarEntryStatus>(StringComparer.Ordinal)
    {
        ["Confirmed"] = CalendarEntryStatus.Confirmed,
        ["Provisional"] = CalendarEntryStatus.Provisional,
    };

    /// <summary>Null where a field cannot be read or the dates do not fit together; the row says why.</summary>
    public static TermDateLine? Read(CsvRow row)
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

        if (Calendars.AcademicYear.Of(start.Value) != year || Calendars.AcademicYear.Of(end.Value) != year)
        {
            row.Problem("academic_year", $"The dates are not in {Calendars.AcademicYear.Name(year.Value)}, which runs from 1 August {year} to 31 July {year + 1}. Correct the year or the dates");
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
}

/// <summary>The rows of the file that stand, to find a later one that contradicts them.</summary>
internal sealed class TermDateLines
{
    private readonly List<(int Number, TermDateLine Line)> _lines = [];

    public TermDateLines(IReadOnlyList<CsvRow> rows)
    {
        foreach (var row in rows)
        {
            if (TermDateLine.Read(row) is { } line && EarlierOverlap(row.Line, line) is null)
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
