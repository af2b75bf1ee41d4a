using NodaTime;

namespace CaseFlow.Engine.Time;

/// <summary>The days a schedule allows: day of month, month and weekday, all of which must match.</summary>
internal sealed class CronDays
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private readonly CronField _months;
    private readonly Func<LocalDate, bool> _day;
    private readonly Func<LocalDate, bool> _weekday;

    private CronDays(CronField months, Func<LocalDate, bool> day, Func<LocalDate, bool> weekday) => (_months, _day, _weekday) = (months, day, weekday);

    public static CronDays? Parse(string day, string month, string weekday, out string? problem)
    {
        var days = DayOfMonth(day.ToUpperInvariant(), out problem);
        var months = problem is null ? CronField.Parse("months", month, 1, 12, Months, out problem) : null;
        var weekdays = problem is null ? Weekday(weekday.ToUpperInvariant(), out problem) : null;
        return problem is null ? new CronDays(months!, days!, weekdays!) : null;
    }

    /// <summary>The first allowed day at or after the given one, up to the end of the year given.</summary>
    public LocalDate? Next(LocalDate from, int lastYear)
    {
        for (var date = from; date.Year <= lastYear; date = date.PlusDays(1))
        {
            if (!_months.Allows(date.Month))
            {
                date = new LocalDate(date.Year, date.Month, date.Calendar.GetDaysInMonth(date.Year, date.Month));
            }
            else if (_day(date) && _weekday(date))
            {
                return date;
            }
        }

        return null;
    }

    private static Func<LocalDate, bool>? DayOfMonth(string text, out string? problem)
    {
        problem = null;
        if (text == "L")
        {
            return date => date.Day == Last(date);
        }

        if (text == "LW")
        {
            return date => date == NearestWorkday(date, Last(date));
        }

        if (text.EndsWith('W') && CronField.TryNumber(text[..^1], 1, 31, [], out var day))
        {
            return date => day <= Last(date) && date == NearestWorkday(date, day);
        }

        return CronField.Parse("days", text, 1, 31, [], out problem) is { } field ? date => field.Allows(date.Day) : null;
    }

    private static Func<LocalDate, bool>? Weekday(string text, out string? problem)
    {
        problem = null;
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        if (hash > 0 && TryWeekday(text[..hash], out var weekday) && CronField.TryNumber(text[(hash + 1)..], 1, 5, [], out var nth))
        {
            return date => Of(date) == weekday && (date.Day - 1) / 7 == nth - 1;
        }

        if (text.Length > 1 && text.EndsWith('L') && TryWeekday(text[..^1], out weekday))
        {
            return date => Of(date) == weekday && date.Day + 7 > Last(date);
        }

        // 7 is Sunday too.
        return CronField.Parse("weekdays", text, 0, 7, [.. Weekdays, ""], out problem) is { } field
            ? date => field.Allows(Of(date)) || (Of(date) == 0 && field.Allows(7))
            : null;
    }

    private static bool TryWeekday(string text, out int weekday)
    {
        var valid = CronField.TryNumber(text, 0, 7, [.. Weekdays, ""], out weekday);
        weekday %= 7;
        return valid;
    }

    private static int Of(LocalDate date) => (int)date.DayOfWeek % 7;

    private static int Last(LocalDate date) => date.Calendar.GetDaysInMonth(date.Year, date.Month);

    /// <summary>Monday to Friday, nearest to the day, within its month.</summary>
    private static LocalDate NearestWorkday(LocalDate month, int day)
    {
        var date = new LocalDate(month.Year, month.Month, day);
        return date.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => day == 1 ? date.PlusDays(2) : date.PlusDays(-1),
            IsoDayOfWeek.Sunday => day == Last(date) ? date.PlusDays(-2) : date.PlusDays(1),
            _ => date,
        };
    }
}
