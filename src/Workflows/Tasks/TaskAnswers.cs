using System.Collections.Immutable;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tasks;

/// <summary>Which part of the inbox to show.</summary>
public sealed record InboxOptions
{
    public InboxView View { get; init; } = InboxView.All;

    public TaskKey? After { get; init; }

    public int Take { get; init; } = 25;

    public Guid? CaseId { get; init; }

    /// <summary>Only tasks of this kind, by their title in emails; null for all.</summary>
    public string? SafeTitle { get; init; }

    public bool LatestFirst { get; init; }
}

/// <summary>A page of the inbox and the key of the next, null at the end.</summary>
public sealed record TaskPage(IReadOnlyList<TaskRow> Tasks, TaskKey? Next);

/// <summary>A task as its page shows it.</summary>
/// <param name="FormJson">The form pinned for this task, or null.</param>
/// <param name="DraftJson">The viewer's own unsent answers, or null.</param>
/// <param name="MayAct">Whether the viewer may claim or complete it now.</param>
/// <param name="MayReassign">Whether the viewer may give it to somebody else.</param>
public sealed record TaskView(TaskRow Task, string? FormJson, string? DraftJson, bool MayAct, bool MayReassign);

/// <summary>What came of asking for a change to a task.</summary>
public abstract record TaskAnswer;

/// <summary>Done. The task as it now is.</summary>
public sealed record TaskDone(TaskRow Task) : TaskAnswer;

/// <summary>There is no such task, or the viewer may not see it: the same to them.</summary>
public sealed record TaskNotFound : TaskAnswer;

/// <summary>
/// Somebody else was first. The viewer's answers are kept as their draft; <see cref="Message"/> says who did what and when.
/// </summary>
public sealed record TaskTaken(TaskRow Task, string Message) : TaskAnswer;

/// <summary>The answers do not pass the form's rules, or the outcome is not one of the task's.</summary>
public sealed record TaskRefused(ImmutableArray<AnswerProblem> Problems) : TaskAnswer;

/// <summary>What is wrong with one answer and what to do. <paramref name="Field"/> is the form's path, or null for the whole.</summary>
public sealed record AnswerProblem(string? Field, string Message);
