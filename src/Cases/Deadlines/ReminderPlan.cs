using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.People;

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
    First,
    Reminder,
    DueDay,
    Overdue,
    Escalation,
}

/// <summary>One notice to send.</summary>
/// <param name="Offset">Its name within the plan, part of the key that stops it from being sent twice: "first", "half", "t-2", "due", "overdue-1" …</param>
/// <param name="At">When it goes out.</param>
/// <param name="Kind">What it is.</param>
/// <param name="EscalateTo">The role an escalation goes to; null for any other kind.</param>
public sealed record Reminder(string Offset, DateTimeOffset At, ReminderKind Kind, string? EscalateTo = null);

public sealed record ReminderPlanOptions
{
    /// <summary>When the task was given.</summary>
    public required DateTimeOffset AssignedAt { get; init; }

    public required Deadline Deadline { get; init; }

    public required Audience Audience { get; init; }

    public required CalendarSet Calendars { get; init; }

    /// <summary>The role that was asked; whoever stands above it in the ladder hears of what is overdue.</summary>
    public string? AssigneeRole { get; init; }

    /// <summary>The time of day in London that reminders go out.</summary>
    public TimeOnly SendAt { get; init; } = new(9, 0);
}

/// <summary>
/// The reminders of a task: at once, at half the window, two units before, on the due day, on three days after it, and
/// then up the ladder, a rung every third day. Before the due day a reminder that would fall on a day its reader is not
/// there moves back to the last day they are; after it, on to the next.
/// </summary>
public sealed record ReminderPlan(Deadline Deadline, IReadOnlyList<Reminder> Reminders)
{
    private const int OverdueReminders = 3;
    private const int DaysARung = 3;

    private static readonly string[] Ladder = [Roles.Coordinator, Roles.Chair, Roles.Inclusion];

    public static ReminderPlan For(ReminderPlanOptions options)
    {
        DayCount days = options.Audience == Audience.School ? options.Calendars.School : options.Calendars.Working;
        var deadline = options.Deadline;
        var assignedOn = LondonTime.DateOf(options.AssignedAt);
        var dueDay = days.OnOrBefore(deadline.DueOn);
        var reminders = new List<Reminder> { First(options, days, assignedOn) };

        void AddBefore(string offset, ReminderKind kind, DateOnly date)
        {
            // Two that fall on one day are one: the later in the plan says more.
            reminders.RemoveAll(other => other.Kind == ReminderKind.Reminder && LondonTime.DateOf(other.At) == date);
            if (date > assignedOn && date <= dueDay)
            {
                Add(offset, kind, date);
            }
        }

        void Add(string offset, ReminderKind kind, DateOnly date, string? escalateTo = null)
        {
            var at = LondonTime.At(date, options.SendAt);
            if (at > reminders[0].At)
            {
                reminders.Add(new Reminder(offset, at, kind, escalateTo));
            }
        }

        AddBefore("half", ReminderKind.Reminder, days.OnOrBefore(HalfWay(assignedOn, deadline, options.Calendars)));
        AddBefore("t-2", ReminderKind.Reminder, days.OnOrBefore(TwoUnitsBefore(deadline, options.Calendars)));
        AddBefore("due", ReminderKind.DueDay, dueDay);

        for (var n = 1; n <= OverdueReminders; n++)
        {
            Add($"overdue-{n}", ReminderKind.Overdue, days.After(deadline.DueOn, n));
        }

        var rungs = RungsAbove(options.AssigneeRole);
        for (var rung = 0; rung < rungs.Count; rung++)
        {
            var date = days.After(deadline.DueOn, OverdueReminders + 1 + (rung * DaysARung));
            Add($"escalate-{rung + 1}", ReminderKind.Escalation, date, rungs[rung]);
        }

        return new ReminderPlan(deadline, reminders);
    }

    /// <summary>The roles that hear, in order, when a role has not acted: co-ordinator, chair, inclusion officer.</summary>
    public static IReadOnlyList<string> RungsAbove(string? role)
    {
        var place = role is null ? null : Roles.PlaceOf(role);
        return place == RolePlace.Authority
            ? [.. Ladder.Where(rung => rung == Roles.Inclusion && rung != role)]
            : [.. Ladder.Skip(Array.IndexOf(Ladder, role) + 1)];
    }

    private static Reminder First(ReminderPlanOptions options, DayCount days, DateOnly assignedOn) =>
        new("first", days.Counts(assignedOn) ? options.AssignedAt : LondonTime.At(days.OnOrAfter(assignedOn), options.SendAt), ReminderKind.First);

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
        _ => deadline.DueOn.AddMonths(-2),
    };
}
