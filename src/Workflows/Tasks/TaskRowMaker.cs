using CaseFlow.Activities.Effects;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tasks;

/// <summary>Makes the row of a task that a burst asks for.</summary>
public sealed class TaskRowMaker(TimeProvider clock)
{
    public TaskRow Make(TaskRequested task, Burst burst) => new()
    {
        TaskId = Guid.CreateVersion7(clock.GetUtcNow()),
        InstanceId = burst.InstanceId,
        WaitId = task.WaitId,
        ExecutionId = task.ExecutionId,
        ActivityId = task.ActivityId,
        VersionId = burst.Version.Row.VersionId,
        CaseId = burst.CaseId,
        CaseReference = burst.Places?.Reference,
        Title = task.Title,
        SafeTitle = task.SafeTitle,
        Instructions = task.Instructions,
        FormName = task.Form,
        FormHash = task.Form is null ? null : burst.Version.Forms.GetValueOrDefault(task.Form),
        Outcomes = task.Outcomes,
        Candidates =
        [
            .. task.Candidates
                .Select((candidate, rung) => (At: Places.Of(candidate, burst.Places), Rung: rung))
                .Where(candidate => candidate.At is not null)
                .Select(candidate => new TaskCandidate(candidate.Rung, candidate.At!.Value.Role, candidate.At.Value.Place)),
        ],
        Due = task.Due,
        DueExplanation = task.DueExplanation,
        OpenedAt = burst.Now,
    };

    /// <summary>Null where the case has no such place.</summary>
    public TaskEscalation? Escalate(TaskEscalated escalation, Burst burst) =>
        Places.Of(escalation.To, burst.Places) is { } at
            ? new TaskEscalation(escalation.WaitId, new TaskCandidate(0, at.Role, at.Place), burst.Now)
            : null;
}
