using System.Collections.Immutable;

namespace CaseFlow.Workflows.Storage;

public enum TaskState
{
    Open = 0,
    Completed = 1,

    /// <summary>The process moved on without it.</summary>
    Withdrawn = 2,
}

/// <summary>Something a person is to do. (InstanceId, WaitId) is unique.</summary>
public sealed record TaskRow
{
    public required Guid TaskId { get; init; }

    public required string InstanceId { get; init; }

    public required string WaitId { get; init; }

    public required string ExecutionId { get; init; }

    public required string ActivityId { get; init; }

    public required string VersionId { get; init; }

    public Guid? CaseId { get; init; }

    public string? CaseReference { get; init; }

    /// <summary>For pages only.</summary>
    public required string Title { get; init; }

    /// <summary>From the fixed list; the only title an email may carry.</summary>
    public required string SafeTitle { get; init; }

    public string? Instructions { get; init; }

    /// <summary>Form name and the content hash pinned by the definition's version; null for a task without questions.</summary>
    public string? FormName { get; init; }

    public string? FormHash { get; init; }

    /// <summary>Outcomes as buttons, in order.</summary>
    public required ImmutableArray<string> Outcomes { get; init; }

    /// <summary>Who may do it, by rung; rows of their own, so that the inbox finds them by index.</summary>
    public required ImmutableArray<TaskCandidate> Candidates { get; init; }

    public DateTimeOffset? Due { get; init; }

    /// <summary>How the due date came about, in words.</summary>
    public string? DueExplanation { get; init; }

    public DateOnly? FollowUp { get; init; }

    public TaskState Status { get; init; }

    /// <summary>Who has claimed it.</summary>
    public Guid? HolderId { get; init; }

    public string? HolderName { get; init; }

    /// <summary>Starts at 1; claim, release, reassignment and completion each add one.</summary>
    public long Version { get; init; } = 1;

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public Guid? CompletedById { get; init; }

    public string? CompletedByName { get; init; }

    public string? Outcome { get; init; }

    public Guid? SubmissionId { get; init; }
}

/// <summary>A role at a place that may do the task once nobody holds any candidate of a lower rung.</summary>
public readonly record struct TaskCandidate(int Rung, string Role, string Place);

/// <summary>The task of this wait goes to another role as well, at once (rung 0), and is marked escalated.</summary>
public sealed record TaskEscalation(string WaitId, TaskCandidate Candidate, DateTimeOffset At);

/// <summary>Answers as sent.</summary>
public sealed record FormSubmissionRow(
    Guid SubmissionId, Guid TaskId, string InstanceId, Guid? CaseId, string? FormName, string? FormHash, string AnswersJson, Guid PersonId, string PersonName, DateTimeOffset At)
{
    /// <summary>The uploaded files among the answers. Given when they are sent; not read back.</summary>
    public ImmutableArray<Guid> Files { get; init; } = [];
}

/// <summary>Answers not sent yet. Not validated.</summary>
public sealed record TaskDraftRow(Guid TaskId, Guid PersonId, string AnswersJson, DateTimeOffset SavedAt);
