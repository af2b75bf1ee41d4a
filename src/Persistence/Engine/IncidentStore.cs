using System.Data.Common;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

internal sealed class IncidentStore(CaseFlowStorage storage) : IIncidentStore
{
    private const string Columns =
        "instance_id, incident_id, definition_id, activity_id, execution_id, cause, message, attempt, opened_at, retry_at, case_id, closed_at, resolution, closed_by_id";

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
            + (query.Cause is null ? "" : " AND definition_id = @definition AND activity_id = @activity AND cause = @cause AND message = @message")
            + (query.Until is null ? "" : " AND opened_at <= @until")
            + (query.After is null ? "" : " AND (opened_at, instance_id, incident_id) > (@opened, @afterinstance, @afterincident)")
            + " ORDER BY opened_at, instance_id, incident_id LIMIT @take";
        return storage.Reads.List(sql, command => Bind(command, query), Read, cancellationToken);
    }

    public Task<IReadOnlyList<CauseCount>> Causes(CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            """
            SELECT definition_id, activity_id, cause, message, count(*), min(opened_at), max(opened_at), min(retry_at)
              FROM incident WHERE closed_at IS NULL
             GROUP BY definition_id, activity_id, cause, message
             ORDER BY count(*) DESC, min(opened_at), definition_id, activity_id, cause, message
            """,
            _ => { },
            reader => new CauseCount(
                new CauseId(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)), (int)reader.GetInt64(4), reader.Instant(5), reader.Instant(6), reader.OptionalInstant(7)),
            cancellationToken);

    public Task Park(string instanceId, DateTimeOffset at, string reason, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("INSERT INTO parked_instance (instance_id, at, reason) VALUES (@id, @at, @reason) ON CONFLICT (instance_id) DO NOTHING")
                .With("id", instanceId).With("at", at).With("reason", reason).ExecuteNonQuery(),
            cancellationToken);

    public Task<bool> Unpark(ParkedRelease release, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(scope => ParkedRows.Release(scope, release), cancellationToken);

    public Task<IReadOnlyList<ParkedInstance>> Parked(ParkedQuery? query = null, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            ParkedRows.Select(query ??= new()),
            command => ParkedRows.Bind(command, query),
            reader => new ParkedInstance(reader.GetString(0), reader.Instant(1), reader.GetString(2), reader.Text(3), reader.Id(4)),
            cancellationToken);

    public Task<IReadOnlyList<ParkedRelease>> Releases(string instanceId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            "SELECT instance_id, at, by_person_id, parked_at, reason FROM parked_release WHERE instance_id = @id ORDER BY parked_at DESC",
            command => command.With("id", instanceId),
            reader => new ParkedRelease(reader.GetString(0), reader.Instant(1), reader.Id(2)) { ParkedAt = reader.Instant(3), Reason = reader.GetString(4) },
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
            command.With("definition", cause.DefinitionId).With("activity", cause.ActivityId).With("cause", cause.Cause).With("message", cause.Message);
        }

        if (query.Until is { } until)
        {
            command.With("until", until);
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
            ClosedById = reader.Id(13),
        };
}
