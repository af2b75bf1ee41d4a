using System.Collections.Immutable;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Execution;

/// <summary>What came of offering a stimulus.</summary>
public abstract record RunResult;

/// <summary>It was run and is durable.</summary>
public sealed record Ran(InstanceState State, BurstCommit Commit) : RunResult;

/// <summary>The instance no longer waits for it. Nothing was changed but that its guard's row is gone.</summary>
public sealed record NotApplicable : RunResult;

/// <summary>Somebody else was first.</summary>
/// <param name="Task">How the task stands now, where it was a task's completion.</param>
public sealed record GuardLost(TaskRow? Task) : RunResult;

public sealed record InstanceNotFound : RunResult;

/// <summary>The instance is parked and runs nothing until it is unparked.</summary>
public sealed record InstanceParked : RunResult;

/// <summary>Only one may run at a time, and it does.</summary>
public sealed record AlreadyRunning(string InstanceId) : RunResult;

/// <summary>The instance of this id was started before.</summary>
public sealed record WasStarted : RunResult;

public sealed record DefinitionNotFound(string DefinitionId) : RunResult;

/// <summary>How to start an instance.</summary>
public sealed record StartOptions
{
    public required string DefinitionId { get; init; }

    /// <summary>Null for the published version.</summary>
    public string? VersionId { get; init; }

    /// <summary>Null for a new id; given where the start may be tried again.</summary>
    public string? InstanceId { get; init; }

    public Value Input { get; init; }

    public string? CorrelationId { get; init; }

    public Guid? CaseId { get; init; }

    /// <summary>Who is to be told of the end.</summary>
    public string? ParentInstanceId { get; init; }

    public string? TriggerActivityId { get; init; }

    public CommitGuard? Guard { get; init; }

    public Guid? ByPersonId { get; init; }

    public ImmutableArray<TimerRow> Timers { get; init; } = [];

    /// <summary>Changes to make before everything else in the same transaction, such as opening the case.</summary>
    public ImmutableArray<Action<WriteScope>> Before { get; init; } = [];

    /// <summary>The case as those changes will make it, where it cannot be read yet.</summary>
    public Contacts.CasePlaces? Places { get; init; }

    /// <summary>What the person who starts it does, for the audit log; empty where nobody does. The instant is the burst's.</summary>
    public ImmutableArray<AuditEntry> Audit { get; init; } = [];
}

/// <summary>How to run a stimulus on a started instance.</summary>
/// <param name="Guard">The row that makes it count once; null where the instance's own state does.</param>
/// <param name="Submission">The answers that come with it.</param>
public sealed record ResumeOptions(
    string InstanceId, Stimulus Stimulus, CommitGuard? Guard = null, FormSubmissionRow? Submission = null, Guid? ByPersonId = null)
{
    /// <summary>What the person does, for the audit log; empty where nobody does. The instant is the burst's.</summary>
    public ImmutableArray<AuditEntry> Audit { get; init; } = [];
}
