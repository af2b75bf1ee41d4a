using System.Collections.Immutable;
using System.Data.Common;
using CaseFlow.Engine.Execution;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

internal sealed class InstanceStore(CaseFlowStorage storage) : IInstanceStore
{
    private const string Summary =
        """
        SELECT i.instance_id, i.definition_id, i.version_id, i.revision, i.status, i.sub_status, i.correlation_id, i.name, i.case_id,
               i.parent_instance_id, i.created_at, i.updated_at, i.ended_at, p.at, p.reason
          FROM instance i LEFT JOIN parked_instance p ON p.instance_id = i.instance_id
        """;

    private const string JournalByKey = "SELECT instance_id, seq, at, entry FROM journal WHERE instance_id = @id ORDER BY seq";

    private const string JournalByLinks =
        """
        WITH RECURSIVE entries (instance_id, seq, at, entry, previous_id) AS (
            SELECT j.instance_id, j.seq, j.at, j.entry, j.previous_id FROM instance i JOIN journal j ON j.journal_id = i.journal_id WHERE i.instance_id = @id
            UNION ALL
            SELECT j.instance_id, j.seq, j.at, j.entry, j.previous_id FROM entries e JOIN journal j ON j.journal_id = e.previous_id)
        SELECT instance_id, seq, at, entry FROM entries ORDER BY seq
        """;

    public Task<StoredInstance?> Load(string instanceId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(
            """
            SELECT i.instance_id, i.definition_id, i.version_id, i.revision, i.case_id, i.parent_instance_id, p.at, i.state
              FROM instance i LEFT JOIN parked_instance p ON p.instance_id = i.instance_id
             WHERE i.instance_id = @id
            """,
            command => command.With("id", instanceId),
            ReadStored,
            cancellationToken);

    public async Task<CommitResult> Commit(BurstCommit commit, CancellationToken cancellationToken = default)
    {
        try
        {
            return await storage.Gate.Run(scope => BurstWriting.Write(scope, commit), cancellationToken);
        }
        catch (BurstUndone undone)
        {
            return undone.Result;
        }
    }

    public Task<bool> Discard(CommitGuard guard, ImmutableArray<TimerRow> instead, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope =>
            {
                if (!CommitGuards.Take(scope, guard))
                {
                    return false;
                }

                foreach (var timer in instead)
                {
                    PendingRows.AddTimer(scope, timer, replace: false);
                }

                return true;
            },
            cancellationToken);

    public Task<InstanceSummary?> Find(string instanceId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(Summary + " WHERE i.instance_id = @id", command => command.With("id", instanceId), ReadSummary, cancellationToken);

    public Task<IReadOnlyList<InstanceSummary>> ForCase(Guid caseId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(Summary + " WHERE i.case_id = @case ORDER BY i.created_at, i.instance_id", command => command.With("case", caseId), ReadSummary, cancellationToken);

    public Task<IReadOnlyList<InstanceSummary>> Children(string parentInstanceId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            Summary + " WHERE i.parent_instance_id = @parent AND i.status = 'Running' ORDER BY i.created_at, i.instance_id",
            command => command.With("parent", parentInstanceId),
            ReadSummary,
            cancellationToken);

    public Task<IReadOnlyList<JournalRow>> Journal(string instanceId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            storage.Provider == StorageProvider.Sqlite ? JournalByLinks : JournalByKey,
            command => command.With("id", instanceId),
            reader => new JournalRow(reader.GetString(0), reader.GetInt64(1), reader.Instant(2), reader.Bytes(3)),
            cancellationToken);

    public Task<IReadOnlyList<WaitRow>> Waiting(string kind, string key, string? correlationId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            """
            SELECT w.instance_id, w.wait_id, w.execution_id, w.activity_id, w.kind, w.key
              FROM wait w JOIN instance i ON i.instance_id = w.instance_id
             WHERE w.key = @key AND w.kind = @kind AND i.status = 'Running'
            """ + (correlationId is null ? "" : " AND i.correlation_id = @correlation") + " ORDER BY w.instance_id, w.wait_id",
            command =>
            {
                command.With("key", key).With("kind", kind);
                if (correlationId is not null)
                {
                    command.With("correlation", correlationId);
                }
            },
            reader => new WaitRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.Text(5)),
            cancellationToken);

    public Task<IReadOnlyList<TimerRow>> PendingTimers(string instanceId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            $"SELECT {TimerStore.Columns} FROM timer WHERE owner_id = @id ORDER BY due, timer_id",
            command => command.With("id", instanceId),
            TimerStore.Read,
            cancellationToken);

    internal static StoredInstance ReadStored(DbDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.Id(4), reader.Text(5), reader.Bytes(7)) { ParkedAt = reader.OptionalInstant(6) };

    private static InstanceSummary ReadSummary(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetInt64(3),
        reader.Named<WorkflowStatus>(4),
        reader.Named<WorkflowSubStatus>(5),
        reader.Text(6),
        reader.Text(7),
        reader.Id(8),
        reader.Text(9),
        reader.Instant(10),
        reader.Instant(11),
        reader.OptionalInstant(12),
        reader.OptionalInstant(13),
        reader.Text(14));
}
