using CaseFlow.Activities.People;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Deadlines;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Facts;

/// <summary>When a task is due, why, and what happens to it by itself until then and after.</summary>
public sealed class TaskPlanFact : IFactSource
{
    public string Name => "task-plan";

    public Value Answer(ICaseData data, Value arguments, DateTimeOffset now)
    {
        try
        {
            var plan = TaskPlan.For(data, new TaskPlanOptions
            {
                Due = DueText.Of(arguments["due"]),
                CaseId = DueText.CaseId(arguments),
                Audience = Enum.TryParse<Audience>(arguments["calendar"].AsText, ignoreCase: true, out var audience) ? audience : Audience.Authority,
                Escalations = double.IsNaN(arguments["escalations"].AsNumber) ? 0 : (int)arguments["escalations"].AsNumber,
                From = now,
            });
            return Value.Map(
                ("due", Value.Of(plan.Deadline.DueAt)),
                ("explanation", plan.Deadline.Explanation),
                ("notices", ScheduledNotice.Write(
                [
                    new ScheduledNotice(ScheduledNotice.First, plan.FirstNoticeAt),
                    .. plan.Reminders.Select(reminder => new ScheduledNotice(reminder.Offset, reminder.At)),
                ])));
        }
        catch (Exception exception) when (exception is FormatException or CalendarMissingException)
        {
            return FactAnswers.Problem(exception.Message);
        }
    }
}
