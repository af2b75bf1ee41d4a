namespace CaseFlow.Cases.Calendars;

/// <summary>Counting along the days that count, whichever they are.</summary>
public abstract class DayCount
{
    // Longer than any gap between two days that count; reached only when a calendar has no such days at all.
    private const int LongestGap = 800;

    public abstract bool Counts(DateOnly date);

    /// <summary>The nth day that counts after the anchor; the anchor is day 0.</summary>
    public DateOnly After(DateOnly anchor, int n) => Step(anchor, n, 1);

    /// <summary>The nth day that counts before the anchor; the anchor is day 0.</summary>
    public DateOnly Before(DateOnly anchor, int n) => Step(anchor, n, -1);

    /// <summary>The nth day that counts, the anchor being day 1 if it counts itself.</summary>
    public DateOnly Inclusive(DateOnly anchor, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return Step(anchor.AddDays(-1), n, 1);
    }

    public DateOnly OnOrBefore(DateOnly date) => Counts(date) ? date : Before(date, 1);

    public DateOnly OnOrAfter(DateOnly date) => Counts(date) ? date : After(date, 1);

    /// <summary>How many days that count lie after one day, up to and including another.</summary>
    public int Between(DateOnly after, DateOnly upTo)
    {
        var count = 0;
        for (var day = after.AddDays(1); day <= upTo; day = day.AddDays(1))
        {
            count += Counts(day) ? 1 : 0;
        }

        return count;
    }

    private DateOnly Step(DateOnly anchor, int n, int direction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var day = anchor;
        var gap = 0;
        for (var left = n; left > 0;)
        {
            day = day.AddDays(direction);
            if (Counts(day))
            {
                left--;
                gap = 0;
            }
            else if (++gap > LongestGap)
            {
                throw new CalendarMissingException(AcademicYear.Of(day));
            }
        }

        return day;
    }
}
