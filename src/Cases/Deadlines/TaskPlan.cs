using System.Globalization;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Deadlines;

public sealed record TaskPlanOptions
{
    /// <summary>"5 school days", or a date, yyyy-MM-dd.</summary>
    public required string Due { get; init; }

    /// <summary>The case whose school's calendar counts; null for the authority's.</summary>
    public Guid? CaseId { get; init; }

    public Audience Audience { get; init; } = Audience.Partnership;

    public int Escalations { get; init; }

    /// <summary>When the task is given.</summary>
    public required DateTimeOffset From { get; init; }
}

/// <summary>When a task is due, why, and when its people are reminded: what a workflow asks before it gives the task.</summary>
public static class TaskPlan
{
    private const int FurthestYears = 25;

    /// <exception cref="FormatException">The limit is neither a duration nor a date; the message says what to write.</exception>
    /// <exception cref="CalendarMissingException">No term dates are held at all.</exception>
    public static ReminderPlan For(ICaseData data, TaskPlanOptions options)
    {
        var calendars = CalendarsOf(data, options.CaseId);
        return ReminderPlan.For(new ReminderPlanOptions
        {
            AssignedAt = options.From,
            Deadline = Limit(options.Due, options.From, calendars),
            Audience = options.Audience,
            Escalations = options.Escalations,
            Calendars = calendars,
        });
    }

    /// <summary>
    /// When a wait ends: hours on the minute, a date or a number of days at the time of day given.
    /// </summary>
    public static (DateTimeOffset At, Deadline Deadline) Wait(
        ICaseData data, string until, Guid? caseId, DateTimeOffset from, TimeOnly goOnAt)
    {
        var deadline = Limit(until, from, CalendarsOf(data, caseId));
        return (deadline.OnTheMinute ?? LondonTime.At(deadline.DueOn, goOnAt), deadline);
    }

    private static Deadline Limit(string text, DateTimeOffset from, CalendarSet calendars)
    {
        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return Deadline.After(Duration.Parse(text), from, calendars);
        }

        var anchor = LondonTime.DateOf(from);
        return Math.Abs(date.Year - anchor.Year) <= FurthestYears
            ? Deadline.On(date, anchor)
            : throw new FormatException($"{EnglishDates.Long(date)} is too far away: the most is {FurthestYears} years. Check the year");
    }

    private static CalendarSet CalendarsOf(ICaseData data, Guid? caseId)
    {
        var schoolId = caseId is null
            ? null
            : data.Cases.Where(file => file.Id == caseId).Select(file => (Guid?)file.SchoolId).FirstOrDefault();
        return CalendarSet.Load(data, schoolId);
    }
}
