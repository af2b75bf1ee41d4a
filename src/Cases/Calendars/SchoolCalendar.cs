using System.Collections.Concurrent;

namespace CaseFlow.Cases.Calendars;

/// <summary>
/// The days on which one school has a session for pupils: weekdays in its terms but for INSET days, closures and bank
/// holidays.
/// </summary>
public sealed class SchoolCalendar(Func<int, SchoolYear> yearOf, BankHolidays bankHolidays) : DayCount
{
    private readonly ConcurrentDictionary<int, SchoolYear> _years = new();

    public override bool Counts(DateOnly date)
    {
        if (date.IsWeekend() || bankHolidays.Contains(date))
        {
            return false;
        }

        var year = Year(AcademicYear.Of(date));
        return year.Terms.Any(term => term.Contains(date)) && !year.NoSession.Any(days => days.Days.Contains(date));
    }

    /// <summary>The terms (by halves, where they were imported so) of an academic year, in order.</summary>
    public IReadOnlyList<DateRange> Terms(int academicYear) => [.. Year(academicYear).Terms.OrderBy(term => term.Start)];

    /// <summary>Why a day has no session, in a word or two; null for an ordinary weekend, a holiday or a school day.</summary>
    public string? ReasonClosed(DateOnly date) =>
        bankHolidays.Contains(date)
            ? "bank holiday"
            : Year(AcademicYear.Of(date)).NoSession.Where(days => days.Days.Contains(date)).Select(days => days.Label).FirstOrDefault();

    /// <summary>Why dates counted over these days may still move; null when the calendar is confirmed.</summary>
    public string? ProvisionalBecause(DateOnly from, DateOnly to)
    {
        for (var year = AcademicYear.Of(from); year <= AcademicYear.Of(to); year++)
        {
            if (Year(year).ProvisionalBecause is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private SchoolYear Year(int academicYear) => _years.GetOrAdd(academicYear, yearOf);
}
