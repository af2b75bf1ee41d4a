using System.Data.Common;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

internal sealed class IncidentStore(CaseFlowStorage storage) : IIncidentStore
{
    private const string Columns =
        "instance_id, incident_id, definition_id, activity_id, execution_id, cause, message, attempt, opened_at, retry_at, case_id, closed_at, resolution";

    public Task<IncidentRow?> Find(string instanceId, string incidentId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(
            $"SELECT {Columns} FROM incident WHERE instance_id = @instance AND incident_id = @incident",
            command => command.With("instance", instanceId).With("incident", incidentId),
            Read,
            cancellationToken);

    public Task<IReadOnlyList<IncidentRow>> Open(IncidentQuery query, CancellationToken cancellationToken = default)
    {
        var sql = $"SELECT {Columns} FROM incident WHERE closed_at IS NULL"
            + (query.CaseId is null ? "" : " AND case_id = @case")
            + (query.InstanceId is null ? "" : " AND instance_id = @instance")
            + (query.Cause is null ? "" : " AND cause = @cause")
            + (query.After is null ? "" : " AND (opened_at, instance_id, incident_id) > (@opened, @afterinstance, @afterincident)")
            + " ORDER BY opened_at, instance_id, incident_id LIMIT @take";
        return storage.Reads.List(sql, command => Bind(command, query), Read, cancellationToken);
    }

    public Task<IReadOnlyList<CauseCount>> Causes(CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            "SELECT cause, count(*) FROM incident WHERE closed_at IS NULL GROUP BY cause ORDER BY count(*) DESC, cause",
            _ => { },
            reader => new CauseCount(reader.GetString(0), (int)reader.GetInt64(1)),
            cancellationToken);

    public Task Park(string instanceId, DateTimeOffset at, string reason, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("INSERT INTO parked_instance (instance_id, at, reason) VALUES (@id, @at, @reason) ON CONFLICT (instance_id) DO NOTHING")
                .With("id", instanceId).With("at", at).With("reason", reason).ExecuteNonQuery(),
            cancellationToken);

    public Task Unpark(string instanceId, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("DELETE FROM parked_instance WHERE instance_id = @id").With("id", instanceId).ExecuteNonQuery()
                + scope.Command("UPDATE timer SET attempts = 0, ready_at = due, claimed_by = NULL WHERE owner_id = @id").With("id", instanceId).ExecuteNonQuery()
                + scope.Command("UPDATE stimulus_inbox SET attempts = 0, ready_at = created_at, claimed_by = NULL WHERE target_instance_id = @id").With("id", instanceId).ExecuteNonQuery(),
            cancellationToken);

    public Task<IReadOnlyList<ParkedInstance>> Parked(CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            "SELECT instance_id, at, reason FROM parked_instance ORDER BY at, instance_id",
            _ => { },
            reader => new ParkedInstance(reader.GetString(0), reader.Instant(1), reader.GetString(2)),
            cancellationToken);

    private static void Bind(DbCommand command, IncidentQuery query)
    {
        command.With("take", (long)query.Take);
        if (query.CaseId is { } caseId)
        {
            command.With("case", caseId);
        }

        if (query.InstanceId is { } instance)
        {
            command.With("instance", instance);
        }

        if (query.Cause is { } cause)
        {
            command.With("cause", cause);
        }

        if (query.After is { } after)
        {
            command.With("opened", after.OpenedAt).With("afterinstance", after.InstanceId).With("afterincident", after.IncidentId);
        }
    }

    private static IncidentRow Read(DbDataReader reader) =>
        new(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6),
            (int)reader.GetInt64(7),
            reader.Instant(8),
            reader.OptionalInstant(9),
            reader.Id(10))
        {
            ClosedAt = reader.OptionalInstant(11),
            Resolution = reader.Text(12),
        };
}
