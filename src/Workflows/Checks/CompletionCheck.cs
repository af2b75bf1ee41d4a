using CaseFlow.Activities.People;
using CaseFlow.Cases.Calendars;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Checks;

/// <summary>I5: whoever completed a task held, at that moment, the role they did it by, and the task was asked of that role.</summary>
internal static class CompletionCheck
{
    /// <summary>What stands for the role where a task was completed before roles were kept.</summary>
    private const string NotRecorded = "not recorded";

    public static IEnumerable<Violation> Check(TaskCompletion task)
    {
        if (task.As == NotRecorded || task is not { PersonId: { } person, EndedAt: { } at })
        {
            // Completed by nobody: the tables' check says so.
            yield break;
        }

        if (Seat(task.As) is not { } seat)
        {
            yield return Wrong("was completed without a role");
        }
        else if (!task.Candidates.Any(candidate => candidate.Role == seat.Role && candidate.Place == seat.Place))
        {
            yield return Wrong($"was completed as {task.As}, of whom it was not asked");
        }
        else if (seat.Role == Addressee.PersonRole)
        {
            if (seat.Place != Places.Person(person))
            {
                yield return Wrong("was completed by somebody else than the person it was asked of");
            }
        }
        else if (task.Assignment is not { } held || held.PersonId != person || Places.Of(held) != seat)
        {
            yield return Wrong($"was completed as {task.As} by somebody who has never held that role there");
        }
        else if (held.From > LondonTime.DateOf(at) || (held.ClosedAt is { } closed ? at > closed : held.To < LondonTime.DateOf(at)))
        {
            yield return Wrong($"was completed as {task.As} by somebody who did not hold that role then");
        }

        Violation Wrong(string what) => new("I5", task.InstanceId, $"The task of wait {task.WaitId} {what}");
    }

    private static RoleAtPlace? Seat(string? text) => text?.Split(' ', 2) is [var role, var place] ? new(role, place) : null;
}
