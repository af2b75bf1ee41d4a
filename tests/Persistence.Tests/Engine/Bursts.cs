using System.Collections.Immutable;
using System.Text;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Tests.Engine;

/// <summary>Rows as a burst would write them.</summary>
internal static class Bursts
{
    public static readonly DateTimeOffset Now = new(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);

    public static BurstCommit Of(string id, long revision, WorkflowStatus status = WorkflowStatus.Running, string? key = null, Guid? caseId = null, string? parent = null, CommitGuard? guard = null) => new()
    {
        Instance = new InstanceWrite(
            id, "referral", "referral-1", status, status == WorkflowStatus.Running ? WorkflowSubStatus.Suspended : WorkflowSubStatus.Finished,
            "correlation", revision == 0 ? "A name" : null, caseId, parent, key, Encoding.UTF8.GetBytes($"state {revision + 1}"), Now.AddMinutes(revision)),
        ExpectedRevision = revision,
        Guard = guard,
        Journal = new JournalRow(id, revision + 1, Now.AddMinutes(revision), [1, 2, (byte)revision]),
    };

    public static TimerRow Timer(string owner, string id, DateTimeOffset due) => new(owner, id, TimerKind.Activity, "activity", "reminder", due, null);

    public static WaitRow Wait(string instance, string id, string? key = "arrived") => new(instance, id, "e1", "activity", "Event", key);

    public static TaskRow Task(string instance, string wait, Guid? id = null, DateTimeOffset? due = null, Guid? caseId = null, params TaskCandidate[] candidates) => new()
    {
        TaskId = id ?? Guid.CreateVersion7(Now),
        InstanceId = instance,
        WaitId = wait,
        ExecutionId = "e1",
        ActivityId = "triage",
        VersionId = "referral-1",
        CaseId = caseId,
        CaseReference = "NC-26-0147",
        Title = "Triage the referral",
        SafeTitle = "Triage a referral",
        FormName = "triage",
        FormHash = "hash",
        Outcomes = ["Accept", "Return"],
        Candidates = candidates.Length == 0 ? [new TaskCandidate(0, "COORD", "partnership:1")] : [.. candidates],
        Due = due,
        DueExplanation = due is null ? null : "5 school days",
        OpenedAt = Now,
    };

    public static OutboxRow Email(string instance, string message = "assigned", string recipient = "person-1") => new(
        Guid.CreateVersion7(Now), instance, "triage", "e1", message, "", recipient, "coordinator@example.org", "EM-REF-01", "hash", "{}", null, null, Now);

    public static InboxRow Stimulus(string? target, DateTimeOffset? at = null) => new(
        Guid.CreateVersion7(at ?? Now), InboxKind.Stimulus, target, null, null, null, null, null, null, [9, 8, 7], at ?? Now);

    public static ImmutableArray<T> One<T>(T item) => [item];
}
