using System.Collections.Immutable;
using CaseFlow.Cases.Audit;

namespace CaseFlow.Workflows.Storage;

/// <summary>Reads of tasks, and the changes that are not a burst. No read touches an instance's state.</summary>
public interface ITaskStore
{
    Task<TaskRow?> Find(Guid taskId, CancellationToken cancellationToken = default);

    /// <summary>The task of a wait, whatever its status, or null.</summary>
    Task<TaskRow?> OfWait(string instanceId, string waitId, CancellationToken cancellationToken = default);

    /// <summary>A case's tasks, open ones first, then by when they were opened.</summary>
    Task<IReadOnlyList<TaskRow>> ForCase(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Open tasks the viewer may do, by due then id (those without a due last), at most query.Take rows after query.After.
    /// A candidate counts where its (role, place) is among <see cref="TaskQuery.Viewer"/> and every candidate of the same
    /// task with a lower rung is held by nobody, that is, not among <see cref="TaskQuery.Held"/>.
    /// </summary>
    Task<IReadOnlyList<TaskRow>> Page(TaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// The kinds (<see cref="TaskRow.SafeTitle"/>) among the first <paramref name="most"/> tasks of the same rule and view;
    /// null where there are more tasks than that, which are not all looked at for the sake of a filter.
    /// </summary>
    Task<IReadOnlyList<string>?> Kinds(TaskQuery query, int most, CancellationToken cancellationToken = default);

    /// <summary>Counts under the same rule as <see cref="Page"/>; After, Take and View are ignored.</summary>
    Task<TaskCounts> Count(TaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the holder and adds one to the version, WHERE open AND version = <paramref name="version"/>. A null holder
    /// gives the task back to all its candidates. False where the row has moved on; else the entry is in the audit log.
    /// </summary>
    Task<bool> SetHolder(Guid taskId, long version, Guid? holderId, string? holderName, AuditEntry? audit = null, CancellationToken cancellationToken = default);

    /// <summary>Sets the follow-up date WHERE open AND version; the version stays.</summary>
    Task<bool> SetFollowUp(Guid taskId, long version, DateOnly? followUp, CancellationToken cancellationToken = default);

    /// <summary>The person's own unsent answers, or null. Those of a lost race stay.</summary>
    Task<TaskDraftRow?> Draft(Guid taskId, Guid personId, CancellationToken cancellationToken = default);

    /// <summary>Inserts or replaces the draft of (task, person).</summary>
    Task SaveDraft(TaskDraftRow draft, CancellationToken cancellationToken = default);

    Task DeleteDraft(Guid taskId, Guid personId, CancellationToken cancellationToken = default);

    Task<FormSubmissionRow?> Submission(Guid submissionId, CancellationToken cancellationToken = default);

    /// <summary>The latest submission of a form in a case, or null.</summary>
    Task<FormSubmissionRow?> LatestSubmission(Guid caseId, string formName, CancellationToken cancellationToken = default);
}

/// <summary>A role at a place. A place is "school:{id}", "partnership:{id}", "authority:{name}" or "organisation:{name}".</summary>
public readonly record struct RoleAtPlace(string Role, string Place);

public enum InboxView
{
    All,
    Mine,
    Unclaimed,
    Overdue,

    /// <summary>Those whose follow-up date is today or before.</summary>
    FollowUp,

    /// <summary>Those put aside until a later day: their follow-up date is after today. All, Mine, Unclaimed and Overdue leave them out.</summary>
    PutAside,
}

/// <param name="Viewer">Every role the viewer holds today, by place.</param>
/// <param name="Held">Every (role, place) that anybody holds today.</param>
public sealed record TaskQuery(Guid PersonId, ImmutableArray<RoleAtPlace> Viewer, ImmutableArray<RoleAtPlace> Held, DateTimeOffset Now, DateOnly Today)
{
    public InboxView View { get; init; } = InboxView.All;

    /// <summary>Only this case's.</summary>
    public Guid? CaseId { get; init; }

    public TaskKey? After { get; init; }

    public int Take { get; init; } = 25;

    /// <summary>Only tasks of this kind, by their title in emails (see SafeTaskTitles); null for all. Counts ignore it.</summary>
    public string? SafeTitle { get; init; }

    /// <summary>By due downwards instead of upwards: those without a due first. After then means "before this key".</summary>
    public bool LatestFirst { get; init; }
}

/// <summary>The key pages go by.</summary>
public readonly record struct TaskKey(DateTimeOffset? Due, Guid TaskId);

public sealed record TaskCounts(int All, int Mine, int Unclaimed, int Overdue, int FollowUp)
{
    /// <summary>Put aside until a later day; not in the other counts.</summary>
    public int PutAside { get; init; }
}
