using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>What the instance waits for after a burst: waits, timers and incidents.</summary>
internal static class PendingRows
{
    private const string StartTimer =
        """
        INSERT INTO timer (owner_id, timer_id, kind, activity_id, name, due, ready_at, attempts, claimed_by, case_id)
        VALUES (@owner, @timer, @kind, @activity, @name, @due, @due, 0, NULL, @case)
        """;

    private const string Replace =
        """
         ON CONFLICT (owner_id, timer_id) DO UPDATE
        SET kind = excluded.kind, activity_id = excluded.activity_id, name = excluded.name, due = excluded.due, ready_at = excluded.due,
            attempts = 0, claimed_by = NULL, case_id = excluded.case_id
        """;

    private const string OpenIncident =
        """
        INSERT INTO incident (instance_id, incident_id, definition_id, activity_id, execution_id, cause, message, attempt, opened_at, retry_at, case_id)
        VALUES (@instance, @incident, @definition, @activity, @execution, @cause, @message, @attempt, @opened, @retry, @case)
        ON CONFLICT (instance_id, incident_id) DO UPDATE
        SET cause = excluded.cause, message = excluded.message, attempt = excluded.attempt, retry_at = excluded.retry_at, closed_at = NULL, resolution = NULL
        """;

    public static void Write(WriteScope scope, BurstCommit commit)
    {
        var instance = commit.Instance.InstanceId;
        foreach (var wait in commit.WaitsClosed)
        {
            scope.Command("DELETE FROM wait WHERE instance_id = @instance AND wait_id = @wait").With("instance", instance).With("wait", wait).ExecuteNonQuery();
        }

        foreach (var wait in commit.WaitsOpened)
        {
            scope.Command("INSERT INTO wait (instance_id, wait_id, execution_id, activity_id, kind, key) VALUES (@instance, @wait, @execution, @activity, @kind, @key)")
                .With("instance", wait.InstanceId).With("wait", wait.WaitId).With("execution", wait.ExecutionId)
                .With("activity", wait.ActivityId).With("kind", wait.Kind).With("key", wait.Key)
                .ExecuteNonQuery();
        }

        foreach (var timer in commit.TimersCancelled)
        {
            scope.Command("DELETE FROM timer WHERE owner_id = @owner AND timer_id = @timer").With("owner", instance).With("timer", timer).ExecuteNonQuery();
        }

        foreach (var timer in commit.TimersStarted)
        {
            AddTimer(scope, timer, replace: true);
        }

        WriteIncidents(scope, commit);
    }

    public static void AddTimer(WriteScope scope, TimerRow timer, bool replace) =>
        scope.Command(replace ? StartTimer + Replace : StartTimer + " ON CONFLICT DO NOTHING")
            .With("owner", timer.OwnerId).With("timer", timer.TimerId).With("kind", Enum.GetName(timer.Kind)).With("activity", timer.ActivityId)
            .With("name", timer.Name).With("due", timer.Due).With("case", timer.CaseId)
            .ExecuteNonQuery();

    private static void WriteIncidents(WriteScope scope, BurstCommit commit)
    {
        foreach (var closure in commit.IncidentsClosed)
        {
            scope.Command("UPDATE incident SET closed_at = @at, resolution = @resolution WHERE instance_id = @instance AND incident_id = @incident")
                .With("at", closure.At).With("resolution", closure.Resolution).With("instance", commit.Instance.InstanceId).With("incident", closure.IncidentId)
                .ExecuteNonQuery();
        }

        foreach (var incident in commit.IncidentsOpened)
        {
            scope.Command(OpenIncident)
                .With("instance", incident.InstanceId).With("incident", incident.IncidentId).With("definition", incident.DefinitionId)
                .With("activity", incident.ActivityId).With("execution", incident.ExecutionId).With("cause", incident.Cause)
                .With("message", incident.Message).With("attempt", (long)incident.Attempt).With("opened", incident.OpenedAt)
                .With("retry", incident.RetryAt).With("case", incident.CaseId)
                .ExecuteNonQuery();
        }
    }
}
