using CaseFlow.Cases.Calendars;

namespace CaseFlow.Cases.Tests.Calendars;

internal static class TestCalendars
{
    /// <summary>The authority's pattern of 2025/26 and 2026/27 as it is shipped, taken as confirmed, without INSET days.</summary>
    public static CalendarSet Leicestershire { get; } = Of(
    [
        Range("2025-08-26", "2025-10-17"), Range("2025-10-27", "2025-12-19"), Range("2026-01-05", "2026-02-13"),
        Range("2026-02-23", "2026-03-27"), Range("2026-04-13", "2026-05-22"), Range("2026-06-01", "2026-07-10"),
        Range("2026-08-24", "2026-10-16"), Range("2026-10-26", "2026-12-18"), Range("2027-01-04", "2027-02-12"),
        Range("2027-02-22", "2027-03-25"), Range("2027-04-12", "2027-05-28"), Range("2027-06-07", "2027-07-09"),
    ]);

    public static CalendarSet Of(IEnumerable<DateRange> terms, params DateOnly[] noSession)
    {
        var year = new SchoolYear
        {
            Terms = [.. terms],
            NoSession = [.. noSession.Select(day => (new DateRange(day, day), "INSET"))],
        };
        return new CalendarSet(new SchoolCalendar(_ => year, BankHolidays.England), WorkingDays.England);
    }

    public static CalendarEntry Entry(string start, string end, CalendarEntryType type = CalendarEntryType.Term, Guid? school = null, CalendarEntryStatus status = CalendarEntryStatus.Confirmed) => new()
    {
        Id = Guid.NewGuid(),
        SchoolId = school,
        AcademicYear = AcademicYear.Of(Day(start)),
        Type = type,
        Start = Day(start),
        End = Day(end),
        Status = status,
    };

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateRange Range(string start, string end) => new(Day(start), Day(end));
}
