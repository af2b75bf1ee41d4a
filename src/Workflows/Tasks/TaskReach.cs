using System.Collections.Immutable;
using CaseFlow.Cases.People;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tasks;

/// <summary>What somebody may do to tasks today: what they hold, and what anybody holds (a ladder's next rung counts only while those before are empty).</summary>
public sealed record TaskReach(Guid PersonId, ImmutableArray<RoleAtPlace> Own, ImmutableArray<RoleAtPlace> Held)
{
    /// <summary>Whether the task is among those asked of them, whatever has become of it.</summary>
    public bool IsAsked(TaskRow task) => AskedAs(task) is not null;

    /// <summary>The role at a place by which they are asked; null where they are not.</summary>
    public RoleAtPlace? AskedAs(TaskRow task)
    {
        foreach (var candidate in task.Candidates)
        {
            if (Own.Contains(new(candidate.Role, candidate.Place))
                && !task.Candidates.Any(other => other.Rung < candidate.Rung && Held.Contains(new(other.Role, other.Place))))
            {
                return new(candidate.Role, candidate.Place);
            }
        }

        return null;
    }

    public bool MaySee(TaskRow task) => task.HolderId == PersonId || task.CompletedById == PersonId || IsAsked(task);

    public bool MayAct(TaskRow task) => task.Status == TaskState.Open && IsAsked(task) && (task.HolderId is null || task.HolderId == PersonId);

    /// <summary>Who holds it may pass it on; so may the co-ordinator and the chair of the case's group.</summary>
    public bool MayReassign(TaskRow task, CasePlaces? places) => task.Status == TaskState.Open && (task.HolderId == PersonId
        || (places is not null && Own.Any(at => at.Role is Roles.Coordinator or Roles.Chair && at.Place == Places.Partnership(places.PartnershipId))));
}
