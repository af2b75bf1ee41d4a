using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tasks;

/// <summary>The engine's human waits, as people work on them. Every call is scoped by who asks.</summary>
public sealed class TaskService(ITaskStore tasks, TimeProvider clock)
{
    /// <summary>A page of what this person may do today.</summary>
    public Task<TaskPage> List(Guid viewerId, InboxView view, TaskKey? after = null, int take = 25, Guid? caseId = null, CancellationToken cancellationToken = default) => throw new NotImplementedException($"{tasks}{clock}");

    public Task<TaskCounts> Count(Guid viewerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>A task the viewer may do, has done or holds; null where there is none or they may not see it.</summary>
    public Task<TaskView?> Find(Guid taskId, Guid viewerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>A case's tasks, for a case page that has checked the viewer's scope.</summary>
    public Task<IReadOnlyList<TaskRow>> ForCase(Guid caseId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public Task<TaskAnswer> Claim(Guid taskId, long version, Guid viewerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public Task<TaskAnswer> Release(Guid taskId, long version, Guid viewerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Gives the task to another person who may do it.</summary>
    public Task<TaskAnswer> Reassign(Guid taskId, long version, Guid toPersonId, Guid viewerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Keeps answers as they are typed, unchecked.</summary>
    public Task<TaskAnswer> SaveDraft(Guid taskId, string answersJson, Guid viewerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Completes the task with one of its outcomes: the task, the answers and all that follows in one transaction.</summary>
    public Task<TaskAnswer> Complete(Guid taskId, long version, string outcome, string? answersJson, Guid viewerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public Task<TaskAnswer> SetFollowUp(Guid taskId, long version, DateOnly? followUp, Guid viewerId, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
