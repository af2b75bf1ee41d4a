using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>Takes the row that makes a stimulus count once; false where it is gone.</summary>
internal static class CommitGuards
{
    public static bool Take(WriteScope scope, CommitGuard guard) =>
        TakeWhatIsLookedAt(scope, guard) ?? Drop(scope, guard).Execute() == 1;

    /// <summary>As a part of a burst: where statements go together, a guard that is gone undoes the burst when they do.</summary>
    public static bool TakeForBurst(WriteScope scope, CommitGuard guard) =>
        TakeWhatIsLookedAt(scope, guard) ?? Drop(scope, guard).MustChange(() => new BurstUndone(new GuardFailed(null)));

    private static bool? TakeWhatIsLookedAt(WriteScope scope, CommitGuard guard) => guard switch
    {
        TaskGuard task => Complete(scope, task),
        IncidentGuard incident => IsOpen(scope, incident),
        _ => null,
    };

    private static GateStatement Drop(WriteScope scope, CommitGuard guard) => guard switch
    {
        TimerGuard timer => scope.Statement(PendingRows.DropTimer).Text(timer.OwnerId).Text(timer.TimerId),
        InboxGuard inbox => scope.Statement("DELETE FROM stimulus_inbox WHERE inbox_id = $1").Id(inbox.InboxId),
        _ => throw new ArgumentOutOfRangeException(nameof(guard), guard.GetType().Name, "No such guard is known."),
    };

    // The burst itself closes it; that nobody else does meanwhile is held by the instance's revision.
    private static bool IsOpen(WriteScope scope, IncidentGuard incident) =>
        scope.Command("SELECT 1 FROM incident WHERE instance_id = @instance AND incident_id = @incident AND closed_at IS NULL")
            .With("instance", incident.InstanceId).With("incident", incident.IncidentId).ExecuteScalar() is not null;

    private static bool Complete(WriteScope scope, TaskGuard task)
    {
        if (task.As is { } role && !MayStillAct(scope, task, role))
        {
            return false;
        }

        var completed = scope.Command(
            """
            UPDATE task
               SET status = 'Completed', version = version + 1, ended_at = @at, completed_by_id = @person, completed_by_name = @name,
                   outcome = @outcome, submission_id = @submission, completed_as = @seat, completed_assignment_id = @assignment
             WHERE task_id = @task AND status = 'Open' AND version = @version AND (holder_id IS NULL OR holder_id = @person)
            """)
            .With("at", task.At).With("person", task.PersonId).With("name", task.PersonName).With("outcome", task.Outcome)
            .With("seat", task.As is { } seat ? TaskRows.Seat(seat.At.Role, seat.At.Place) : null).With("assignment", task.As?.AssignmentId)
            .With("submission", task.SubmissionId).With("task", task.TaskId).With("version", task.Version)
            .ExecuteNonQuery();
        if (completed == 0)
        {
            return false;
        }

        scope.Command("DELETE FROM task_candidate WHERE task_id = @task").With("task", task.TaskId).ExecuteNonQuery();
        scope.Command("DELETE FROM task_draft WHERE task_id = @task AND person_id = @person").With("task", task.TaskId).With("person", task.PersonId).ExecuteNonQuery();
        return true;
    }

    /// <summary>Whether they hold the role on the day, and may come in: it may have been taken back since they were asked. It stays so until this is committed.</summary>
    private static bool MayStillAct(WriteScope scope, TaskGuard task, RoleInUse role)
    {
        var keep = ((GateScope)scope).KeepRead;
        if (role.AssignmentId is not { } assignment)
        {
            return scope.Command($"SELECT 1 FROM person WHERE id = @person AND is_active{keep}").With("person", task.PersonId).ExecuteScalar() is not null;
        }

        return scope.Command(
            $"""
            SELECT 1 FROM role_assignment r JOIN person p ON p.id = r.person_id
             WHERE r.id = @assignment AND r.person_id = @person AND r."from" <= @day AND (r."to" IS NULL OR r."to" >= @day) AND p.is_active{keep}
            """)
            .With("assignment", assignment).With("person", task.PersonId).With("day", LondonTime.DateOf(task.At)).ExecuteScalar() is not null;
    }
}
