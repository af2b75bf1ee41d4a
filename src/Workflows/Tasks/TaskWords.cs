using CaseFlow.Cases.Calendars;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tasks;

/// <summary>What to tell somebody whose change to a task did not happen.</summary>
internal static class TaskWords
{
    private const string Kept = "Anything you wrote is kept.";

    public static string WhyNot(TaskRow task, Guid viewerId) => task switch
    {
        { Status: TaskState.Completed, EndedAt: { } at } when task.CompletedById == viewerId =>
            $"You completed this task at {EnglishDates.Moment(at)} ({task.Outcome}).",
        { Status: TaskState.Completed, EndedAt: { } at } =>
            $"{task.CompletedByName} completed this task at {EnglishDates.Moment(at)} ({task.Outcome}). {Kept}",
        { Status: TaskState.Withdrawn, EndedAt: { } at } =>
            $"This task was withdrawn at {EnglishDates.Moment(at)}, because the process moved on without it. {Kept}",
        { HolderId: { } holder } when holder != viewerId =>
            $"{task.HolderName} has claimed this task. {Kept} Ask them to release it, or let them finish it.",
        _ => $"This task has changed since you opened it. {Kept} Check it and send it again.",
    };
}
