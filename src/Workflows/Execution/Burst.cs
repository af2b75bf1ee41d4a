using System.Collections.Immutable;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Execution;

/// <summary>A burst that has been run and is to be committed.</summary>
public sealed record Burst
{
    public required PublishedVersion Version { get; init; }

    public required BurstResult Result { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required long ExpectedRevision { get; init; }

    public Guid? CaseId { get; init; }

    public string? ParentInstanceId { get; init; }

    public CommitGuard? Guard { get; init; }

    public FormSubmissionRow? Submission { get; init; }

    /// <summary>Who did it, where somebody did.</summary>
    public Guid? ByPersonId { get; init; }

    public ImmutableArray<Action<WriteScope>> Before { get; init; } = [];

    public ImmutableArray<TimerRow> Timers { get; init; } = [];

    public ImmutableArray<AuditEntry> Audit { get; init; } = [];

    /// <summary>Where the case's roles are held; null for a process without a case.</summary>
    public CasePlaces? Places { get; init; }

    public InstanceState State => Result.State;

    public string InstanceId => Result.State.InstanceId;
}
