using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>What the instance waits for after a burst: waits, timers and incidents.</summary>
internal static class PendingRows
{
    public const string DropTimer = "DELETE FROM timer WHERE owner_id = $1 AND timer_id = $2";

    private const string StartTimer =
        """
        INSERT INTO timer (owner_id, timer_id, kind, activity_id, name, due, ready_at, attempts, claimed_by, case_id)
        VALUES ($1, $2, $3, $4, $5, $6, $6, 0, NULL, $7)
        """;

    private const string Replace = StartTimer +
        """
         ON CONFLICT (owner_id, timer_id) DO UPDATE
        SET kind = excluded.kind, activity_id = excluded.activity_id, name = excluded.name, due = excluded.due, ready_at = excluded.due,
            attempts = 0, claimed_by = NULL, case_id = excluded.case_id
        """;

    private const string Keep = StartTimer + " ON CONFLICT DO NOTHING";

    private const string OpenIncident =
        """
        INSERT INTO incident (instance_id, incident_id, definition_id, activity_id, execution_id, cause, message, attempt, opened_at, retry_at, case_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (instance_id, incident_id) DO UPDATE
        SET cause = excluded.cause, message = excluded.message, attempt = excluded.attempt, retry_at = excluded.retry_at, closed_at = NULL, resolution = NULL, closed_by_id = NULL
        """;

    public static void Write(WriteScope scope, BurstCommit commit)
    {
        var instance = commit.Instance.InstanceId;
        WaitRows.Write((GateScope)scope, commit);
        foreach (var timer in commit.TimersCancelled)
        {
            scope.Statement(DropTimer).Text(instance).Text(timer).Later();
        }

        foreach (var timer in commit.TimersStarted)
        {
            AddTimer(scope, timer, replace: true);
        }

        WriteIncidents(scope, commit);
    }

    public static void AddTimer(WriteScope scope, TimerRow timer, bool replace) =>
        scope.Statement(replace ? Replace : Keep)
            .Text(timer.OwnerId).Text(timer.TimerId).Text(Enum.GetName(timer.Kind)).Text(timer.ActivityId)
            .Text(timer.Name).Instant(timer.Due).Id(timer.CaseId)
            .Later();

    private static void WriteIncidents(WriteScope scope, BurstCommit commit)
    {
        foreach (var closure in commit.IncidentsClosed)
        {
            scope.Statement("UPDATE incident SET closed_at = $1, resolution = $2, closed_by_id = $3 WHERE instance_id = $4 AND incident_id = $5")
                .Instant(closure.At).Text(closure.Resolution).Id(closure.ByPersonId).Text(commit.Instance.InstanceId).Text(closure.IncidentId)
                .Later();
        }

        foreach (var incident in commit.IncidentsOpened)
        {
            scope.Statement(OpenIncident)
                .Text(incident.InstanceId).Text(incident.IncidentId).Text(incident.DefinitionId).Text(incident.ActivityId)
                .Text(incident.ExecutionId).Text(incident.Cause).Text(incident.Message).Number(incident.Attempt)
                .Instant(incident.OpenedAt).Instant(incident.RetryAt).Id(incident.CaseId)
                .Later();
        }
    }
}
