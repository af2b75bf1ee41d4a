using System.Collections.Immutable;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Workflows.Storage;

/// <summary>Everything one burst changes. What had to be looked up for it was looked up before.</summary>
public sealed record BurstCommit
{
    public required InstanceWrite Instance { get; init; }

    /// <summary>The revision the burst ran on; 0 for a new instance.</summary>
    public required long ExpectedRevision { get; init; }

    /// <summary>The activation key may be another than before. Where somebody else holds it, the instance holds none and runs on.</summary>
    public bool KeyChanged { get; init; }

    /// <summary>What must still be there for the burst to count; null for a start that nothing but its key guards.</summary>
    public CommitGuard? Guard { get; init; }

    /// <summary>Its Seq is ExpectedRevision + 1.</summary>
    public required JournalRow Journal { get; init; }

    public ImmutableArray<WaitRow> WaitsOpened { get; init; } = [];

    /// <summary>Waits of this instance; those that have no row are ignored.</summary>
    public ImmutableArray<ClosedWait> WaitsClosed { get; init; } = [];

    /// <summary>New timers. One with the same (OwnerId, TimerId) replaces.</summary>
    public ImmutableArray<TimerRow> TimersStarted { get; init; } = [];

    /// <summary>Ids of timers of this instance; those that have no row are ignored.</summary>
    public ImmutableArray<string> TimersCancelled { get; init; } = [];

    public ImmutableArray<TaskRow> TasksOpened { get; init; } = [];

    /// <summary>Wait ids whose open task is withdrawn.</summary>
    public ImmutableArray<string> TasksWithdrawn { get; init; } = [];

    public ImmutableArray<TaskEscalation> TasksEscalated { get; init; } = [];

    /// <summary>A row whose unique key is there already is left alone.</summary>
    public ImmutableArray<OutboxRow> Outbox { get; init; } = [];

    public ImmutableArray<InboxRow> Inbox { get; init; } = [];

    public ImmutableArray<IncidentRow> IncidentsOpened { get; init; } = [];

    public ImmutableArray<IncidentClosure> IncidentsClosed { get; init; } = [];

    /// <summary>The answers of the task this burst completes.</summary>
    public FormSubmissionRow? Submission { get; init; }

    /// <summary>Changes to the domain's tables, applied in order after the rows above.</summary>
    public ImmutableArray<Action<WriteScope>> DomainChanges { get; init; } = [];

    /// <summary>What a person did to cause it; empty for bursts that nobody caused.</summary>
    public ImmutableArray<AuditEntry> Audit { get; init; } = [];
}

/// <summary>A row that makes a stimulus count once: taking it away (or closing it) is part of the burst.</summary>
public abstract record CommitGuard;

/// <summary>Deletes the timer's row.</summary>
public sealed record TimerGuard(string OwnerId, string TimerId) : CommitGuard;

/// <summary>Deletes the inbox row.</summary>
public sealed record InboxGuard(Guid InboxId) : CommitGuard;

/// <summary>
/// Completes the task: UPDATE … SET status = completed, version = version + 1, who, when, outcome, submission
/// WHERE task_id AND status = open AND version = <paramref name="Version"/> AND (holder is null or is this person), while
/// the person holds the role they act by.
/// </summary>
public sealed record TaskGuard(Guid TaskId, long Version, Guid PersonId, string PersonName, string Outcome, Guid? SubmissionId, DateTimeOffset At) : CommitGuard
{
    /// <summary>The role at a place they act by; kept with the task.</summary>
    public RoleInUse? As { get; init; }

    /// <summary>What the task is called where nothing may be said of a child.</summary>
    public string SafeTitle { get; init; } = "";
}

/// <param name="AssignmentId">The assignment that gives them the role there; null where the task was asked of the person themselves.</param>
public readonly record struct RoleInUse(RoleAtPlace At, Guid? AssignmentId);

/// <summary>The incident must still be open: what is done because of it is not done twice, nor after somebody else dealt with it.</summary>
public sealed record IncidentGuard(string InstanceId, string IncidentId) : CommitGuard;

/// <summary>What came of a commit.</summary>
public abstract record CommitResult;

public sealed record Committed(long Revision) : CommitResult;

/// <summary>Another burst of this instance came first: reload and run again.</summary>
public sealed record RevisionConflict : CommitResult;

/// <summary>The activation key belongs to a running instance.</summary>
public sealed record ActivationConflict(string RunningInstanceId) : CommitResult;

/// <summary>An instance of this id exists: it was started already.</summary>
public sealed record AlreadyStarted : CommitResult;

/// <summary>The guard's row was gone. <paramref name="Task"/> says how the task stands, for a <see cref="TaskGuard"/>; null where there is no such task.</summary>
public sealed record GuardFailed(TaskRow? Task) : CommitResult;
