using CaseFlow.Cases.Calendars;

namespace CaseFlow.Cases.Deadlines;

/// <summary>Whose days a task's reminders keep to.</summary>
public enum Audience
{
    /// <summary>That school's days only.</summary>
    School,

    /// <summary>Working days.</summary>
    Partnership,

    /// <summary>Working days.</summary>
    Authority,
}

public enum ReminderKind
{
    Reminder,
    DueDay,
    Overdue,
    Escalation,
}

/// <summary>One notice to send.</summary>
/// <param name="Offset">Its name within the plan, part of the key that stops it from being sent twice: "half", "T-2", "due", "+1", "+2", "+3", "escalate-1" …</param>
/// <param name="At">When it goes out.</param>
/// <param name="Kind">What it is.</param>
public sealed record Reminder(string Offset, DateTimeOffset At, ReminderKind Kind);

public sealed record ReminderPlanOptions
{
    /// <summary>When the task was given.</summary>
    public required DateTimeOffset AssignedAt { get; init; }

    public required Deadline Deadline { get; init; }

    public required Audience Audience { get; init; }

    public required CalendarSet Calendars { get; init; }

    /// <summary>How many rungs of the ladder to climb when nobody has acted.</summary>
    public int Escalations { get; init; }

    /// <summary>The time of day in London that reminders go out.</summary>
    public TimeOnly SendAt { get; init; } = new(9, 0);
}

/// <summary>
/// The reminders of a task: a first notice at once, then at half the window, two units before, on the due day and on
/// three days after it, and then up the ladder, a rung a day. Before the due day a reminder that would fall on a day its
/// reader is not there moves back to the last day they are; after it, on to the next.
/// </summary>
/// <param name="Deadline">What they remind of.</param>
/// <param name="FirstNoticeAt">At once, or on the reader's next day where they are not there today.</param>
/// <param name="Reminders">The rest, in order.</param>
public sealed record ReminderPlan(Deadline Deadline, DateTimeOffset FirstNoticeAt, IReadOnlyList<Reminder> Reminders)
{
    private const int OverdueReminders = 3;

    public static ReminderPlan For(ReminderPlanOptions options)
    {
        DayCount days = options.Audience == Audience.School ? options.Calendars.School : options.Calendars.Working;
        var deadline = options.Deadline;
        var assignedOn = LondonTime.DateOf(options.AssignedAt);
        var first = days.Counts(assignedOn) ? options.AssignedAt : LondonTime.At(days.OnOrAfter(assignedOn), options.SendAt);
        var dueDay = days.OnOrBefore(deadline.DueOn);
        var reminders = new List<Reminder>();

        AddBefore("half", ReminderKind.Reminder, days.OnOrBefore(HalfWay(assignedOn, deadline, options.Calendars)));
        AddBefore("T-2", ReminderKind.Reminder, days.OnOrBefore(TwoUnitsBefore(deadline, options.Calendars)));
        AddBefore("due", ReminderKind.DueDay, dueDay);
        for (var n = 1; n <= OverdueReminders; n++)
        {
            Add($"+{n}", ReminderKind.Overdue, days.After(deadline.DueOn, n));
        }

        for (var rung = 1; rung <= options.Escalations; rung++)
        {
            Add($"escalate-{rung}", ReminderKind.Escalation, days.After(deadline.DueOn, OverdueReminders + rung));
        }

        return new ReminderPlan(deadline, first, [.. reminders.OrderBy(reminder => reminder.At)]);

        void AddBefore(string offset, ReminderKind kind, DateOnly date)
        {
            if (date <= assignedOn || date > dueDay)
            {
                return;
            }

            // Two that fall on one day are one: the later in the plan says more.
            reminders.RemoveAll(other => LondonTime.DateOf(other.At) == date);
            Add(offset, kind, date);
        }

        void Add(string offset, ReminderKind kind, DateOnly date)
        {
            var at = LondonTime.At(date, options.SendAt);
            if (at > first)
            {
                reminders.Add(new Reminder(offset, at, kind));
            }
        }
    }

    private static DateOnly HalfWay(DateOnly assignedOn, Deadline deadline, CalendarSet calendars)
    {
        DayCount? counted = deadline.Duration.Unit switch
        {
            TimeUnit.SchoolDay => calendars.School,
            TimeUnit.WorkingDay => calendars.Working,
            _ => null,
        };
        return counted is null
            ? assignedOn.AddDays((deadline.DueOn.DayNumber - assignedOn.DayNumber + 1) / 2)
            : counted.After(assignedOn, Math.Max(0, counted.Between(assignedOn, deadline.DueOn) + 1) / 2);
    }

    private static DateOnly TwoUnitsBefore(Deadline deadline, CalendarSet calendars) => deadline.Duration.Unit switch
    {
        TimeUnit.SchoolDay => calendars.School.Before(deadline.DueOn, 2),
        TimeUnit.WorkingDay => calendars.Working.Before(deadline.DueOn, 2),
        TimeUnit.Day => deadline.DueOn.AddDays(-2),
        TimeUnit.Week => deadline.DueOn.AddDays(-14),
        TimeUnit.Hour => deadline.DueOn,
        _ => deadline.DueOn.AddMonths(-2),
    };
}
