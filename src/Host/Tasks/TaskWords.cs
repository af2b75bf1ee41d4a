using CaseFlow.Cases.Calendars;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.Tasks;

/// <summary>How the task's pages speak.</summary>
public static class TaskWords
{
    public static string Caption(TaskRow task) => task.CaseReference ?? "Task";

    /// <summary>"Fri 27 Nov 2026".</summary>
    public static string? Due(TaskRow task) => task.Due is { } due ? EnglishDates.WithYear(LondonTime.DateOf(due)) : null;

    public static bool IsOverdue(TaskRow task, DateTimeOffset now) => task.Status == TaskState.Open && task.Due < now;

    /// <summary>Outcomes are named by whoever drew the process; the engine's plain "Done" says nothing on a button.</summary>
    public static string Button(string outcome) => outcome is "Done" or "Completed" or "Complete" ? "Complete this task" : outcome;

    /// <summary>The button that sends a form in parts names the act.</summary>
    public static string Send(TaskRow task, string outcome) =>
        outcome is "Done" or "Completed" or "Complete" ? task.FormName == "referral" ? "Send referral to the headteacher" : "Send these answers" : outcome;

    public static string WhoCompleted(TaskRow task, Guid viewerId)
    {
        var who = task.CompletedById == viewerId ? "You" : task.CompletedByName ?? "Somebody";
        return task.EndedAt is { } at ? $"{who} completed this at {EnglishDates.Moment(at)}" : $"{who} completed this";
    }
}
