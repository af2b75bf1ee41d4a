using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Deadlines;

public sealed record TaskPlanOptions
{
    /// <summary>"5 school days".</summary>
    public required string Due { get; init; }

    /// <summary>The case whose school's calendar counts; null for the authority's.</summary>
    public Guid? CaseId { get; init; }

    public Audience Audience { get; init; } = Audience.Partnership;

    public string? AssigneeRole { get; init; }

    /// <summary>When the task is given.</summary>
    public required DateTimeOffset From { get; init; }
}

/// <summary>When a task is due, why, and when its people are reminded: what a workflow asks before it gives the task.</summary>
public static class TaskPlan
{
    /// <exception cref="FormatException">The limit is no duration.</exception>
    /// <exception cref="CalendarMissingException">No term dates are held at all.</exception>
    public static ReminderPlan For(ICaseData data, TaskPlanOptions options)
    {
        var duration = Duration.Parse(options.Due);
        var calendars = CalendarsOf(data, options.CaseId);
        var deadline = Deadline.After(duration, LondonTime.DateOf(options.From), calendars);
        return ReminderPlan.For(new ReminderPlanOptions
        {
            AssignedAt = options.From,
            Deadline = deadline,
            Audience = options.Audience,
            AssigneeRole = options.AssigneeRole,
            Calendars = calendars,
        });
    }

    /// <summary>The day a wait of so long ends on.</summary>
    public static Deadline WaitUntil(ICaseData data, string duration, Guid? caseId, DateTimeOffset from) =>
        Deadline.After(Duration.Parse(duration), LondonTime.DateOf(from), CalendarsOf(data, caseId));

    private static CalendarSet CalendarsOf(ICaseData data, Guid? caseId)
    {
        var schoolId = caseId is null
            ? null
            : data.Cases.Where(file => file.Id == caseId).Select(file => (Guid?)file.SchoolId).FirstOrDefault();
        return CalendarSet.Load(data, schoolId);
    }
}
