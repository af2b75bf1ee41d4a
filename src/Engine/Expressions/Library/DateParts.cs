namespace CaseFlow.Engine.Expressions.Library;

/// <summary>A date taken apart in the proleptic Gregorian calendar, in UTC. Months count from 0, as in JavaScript.</summary>
internal readonly record struct DateParts(double Year, double Month, double Day, double Hour, double Minute, double Second, double Millisecond, int Weekday)
{
    private const double DayLength = 86_400_000;
    private const double LatestTime = 8.64e15;

    public static DateParts Of(double time)
    {
        var days = (long)Math.Floor(time / DayLength);
        var rest = (long)(time - (days * DayLength));

        // Days to date by eras of 400 years (Howard Hinnant's civil_from_days).
        var shifted = days + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = shifted - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1;
        var month = shiftedMonth < 10 ? shiftedMonth + 2 : shiftedMonth - 10;
        var year = yearOfEra + (era * 400) + (month <= 1 ? 1 : 0);
        var weekday = (int)((((days + 4) % 7) + 7) % 7);
        return new DateParts(year, month, day, rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000, weekday);
    }

    /// <summary>Milliseconds since 1970; parts beyond their range carry over. NaN where a part is not a number or the date is out of JavaScript's range.</summary>
    public double ToTime()
    {
        var (year, month) = (Math.Truncate(Year), Math.Truncate(Month));
        if (!double.IsFinite(year + month) || Math.Abs(year) > 400_000 || Math.Abs(month) > 5_000_000)
        {
            return double.NaN;
        }

        var wholeYear = (long)(year + Math.Floor(month / 12));
        var monthOfYear = (long)(month - (Math.Floor(month / 12) * 12));
        var time = ((DaysBefore(wholeYear, monthOfYear) + Math.Truncate(Day) - 1) * DayLength)
            + (Math.Truncate(Hour) * 3_600_000) + (Math.Truncate(Minute) * 60_000) + (Math.Truncate(Second) * 1000) + Math.Truncate(Millisecond);
        return Math.Abs(time) <= LatestTime ? time + 0d : double.NaN;
    }

    // Days from 1970 to the first of the month.
    private static long DaysBefore(long year, long month)
    {
        var shiftedYear = month <= 1 ? year - 1 : year;
        var era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400;
        var yearOfEra = shiftedYear - (era * 400);
        var dayOfYear = ((153 * (month > 1 ? month - 2 : month + 10)) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }
}
