using CaseFlow.Cases.Calendars;

namespace CaseFlow.Cases.Deadlines;

/// <summary>
/// A day something must be done by, and how it was worked out. It passes at the end of the day in London, 23:59:59, or,
/// where the limit is in hours, on the minute.
/// </summary>
public sealed record Deadline
{
    public required DateOnly Anchor { get; init; }

    public required Duration Duration { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>"15 school days after Mon 14 Dec: skips 19 Dec–3 Jan; due Mon 18 Jan".</summary>
    public required string Explanation { get; init; }

    /// <summary>Why the date may still move; null when it stands.</summary>
    public string? ProvisionalBecause { get; init; }

    public bool IsProvisional => ProvisionalBecause is not null;

    /// <summary>The moment itself, where the limit is in hours.</summary>
    public DateTimeOffset? OnTheMinute { get; init; }

    public DateTimeOffset DueAt => OnTheMinute ?? LondonTime.EndOf(DueOn);

    /// <summary>Within so long after a moment: its day is day 0, and hours run from the moment itself.</summary>
    public static Deadline After(Duration duration, DateTimeOffset moment, CalendarSet calendars)
    {
        var anchor = LondonTime.DateOf(moment);
        if (duration.Unit != TimeUnit.Hour)
        {
            return After(duration, anchor, calendars);
        }

        var due = moment.AddHours(duration.Amount);
        return new Deadline
        {
            Anchor = anchor,
            Duration = duration,
            DueOn = LondonTime.DateOf(due),
            OnTheMinute = due,
            Explanation = $"{duration} after {EnglishDates.Moment(moment)}: due {EnglishDates.Moment(due)}",
        };
    }

    /// <summary>A limit that is itself a date.</summary>
    public static Deadline On(DateOnly date, DateOnly anchor) => new()
    {
        Anchor = anchor,
        Duration = new Duration(Math.Max(0, date.DayNumber - anchor.DayNumber), TimeUnit.Day),
        DueOn = date,
        Explanation = $"due {EnglishDates.WithYear(date)}",
    };

    /// <summary>
    /// Within so long after a day, which is day 0. Weeks and days are plain addition. A month ends on the same date of
    /// the later month, or its last day, and moves on to a working day unless <paramref name="exactMonths"/>.
    /// </summary>
    public static Deadline After(Duration duration, DateOnly anchor, CalendarSet calendars, bool exactMonths = false)
    {
        var due = duration.Unit switch
        {
            TimeUnit.SchoolDay => calendars.School.After(anchor, duration.Amount),
            TimeUnit.WorkingDay => calendars.Working.After(anchor, duration.Amount),
            TimeUnit.Day => anchor.AddDays(duration.Amount),
            TimeUnit.Week => anchor.AddDays(7 * duration.Amount),
            TimeUnit.Month => anchor.AddMonths(duration.Amount),
            _ => throw NoDay(duration),
        };
        var rolled = duration.Unit == TimeUnit.Month && !exactMonths ? calendars.Working.OnOrAfter(due) : due;
        var moved = rolled == due ? null : $"{EnglishDates.Short(due)} is no working day";
        return Explain($"{duration} after {EnglishDates.Short(anchor)}", duration, anchor, anchor, rolled, calendars, moved, rolled);
    }

    /// <summary>The nth such day, the first day being day 1 (day six of an exclusion: 6 school days).</summary>
    public static Deadline Inclusive(Duration duration, DateOnly firstDay, CalendarSet calendars)
    {
        var due = duration.Unit switch
        {
            TimeUnit.SchoolDay => calendars.School.Inclusive(firstDay, duration.Amount),
            TimeUnit.WorkingDay => calendars.Working.Inclusive(firstDay, duration.Amount),
            TimeUnit.Day => firstDay.AddDays(duration.Amount - 1),
            _ => throw NoDay(duration),
        };
        var unit = new Duration(1, duration.Unit).ToString()[2..];
        return Explain($"{unit} {duration.Amount}, counting {EnglishDates.Short(firstDay)} as the first", duration, firstDay, firstDay, due, calendars, moved: null, due);
    }

    /// <summary>At least so long before a day: no later than the nth such day before it.</summary>
    public static Deadline Before(Duration duration, DateOnly anchor, CalendarSet calendars)
    {
        var due = duration.Unit switch
        {
            TimeUnit.SchoolDay => calendars.School.Before(anchor, duration.Amount),
            TimeUnit.WorkingDay => calendars.Working.Before(anchor, duration.Amount),
            TimeUnit.Day => anchor.AddDays(-duration.Amount),
            TimeUnit.Week => anchor.AddDays(-7 * duration.Amount),
            TimeUnit.Month => anchor.AddMonths(-duration.Amount),
            _ => throw NoDay(duration),
        };
        return Explain($"{duration} before {EnglishDates.Short(anchor)}", duration, anchor, due, anchor, calendars, moved: null, due);
    }

    private static ArgumentException NoDay(Duration duration) => new($"“{duration}” cannot be counted in days like this.");

    private static Deadline Explain(
        string rule, Duration duration, DateOnly anchor, DateOnly from, DateOnly to, CalendarSet calendars, string? moved, DateOnly due)
    {
        var because = duration.Unit == TimeUnit.SchoolDay ? calendars.School.ProvisionalBecause(from, to) : null;
        var parts = new List<string>();
        var skipped = duration.Unit switch
        {
            TimeUnit.SchoolDay => SkippedDays.In(from, to, calendars.School, calendars.School.ReasonClosed),
            TimeUnit.WorkingDay => SkippedDays.In(from, to, calendars.Working, calendars.Working.BankHolidays.NameOf),
            _ => [],
        };
        if (skipped.Count > 0)
        {
            parts.Add($"skips {string.Join(", ", skipped)}");
        }

        if (moved is not null)
        {
            parts.Add(moved);
        }

        parts.Add($"due {(Math.Abs(due.DayNumber - anchor.DayNumber) > 300 ? EnglishDates.WithYear(due) : EnglishDates.Short(due))}");
        if (because is not null)
        {
            parts.Add($"provisional: {because}");
        }

        return new Deadline
        {
            Anchor = anchor,
            Duration = duration,
            DueOn = due,
            Explanation = $"{rule}: {string.Join("; ", parts)}",
            ProvisionalBecause = because,
        };
    }
}
