using System.Data.Common;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

internal sealed class InboxStore(CaseFlowStorage storage) : IInboxStore
{
    private const string NotParked = "NOT EXISTS (SELECT 1 FROM parked_instance p WHERE p.instance_id = r.target_instance_id)";

    private readonly string _claim =
        $"""
        UPDATE stimulus_inbox SET ready_at = @lease, claimed_by = @host, attempts = CASE WHEN claimed_by IS NULL THEN attempts ELSE {TimerStore.AtLeastOne} END
         WHERE inbox_id IN (
               SELECT r.inbox_id FROM stimulus_inbox r
                WHERE r.ready_at <= @now AND {NotParked}
                ORDER BY r.ready_at, r.inbox_id LIMIT @max{storage.SkipLocked})
        RETURNING inbox_id, kind, target_instance_id, definition_id, version_id, parent_instance_id, case_id, name, correlation_id, payload, created_at, attempts, by_person_id
        """;

    public async Task<IReadOnlyList<ClaimedInbox>> Claim(DateTimeOffset now, int max, string host, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var claimed = await storage.Gate.Run(
            scope =>
            {
                var rows = new List<ClaimedInbox>();
                using var reader = scope.Command(_claim).With("lease", now + lease).With("host", host).With("now", now).With("max", (long)max).ExecuteReader();
                while (reader.Read())
                {
                    rows.Add(new ClaimedInbox(Read(reader), (int)reader.GetInt64(11)));
                }

                return rows;
            },
            cancellationToken);
        claimed.Sort((one, other) => (one.Row.CreatedAt, one.Row.InboxId).CompareTo((other.Row.CreatedAt, other.Row.InboxId)));
        return claimed;
    }

    public Task<bool> CountAttempt(Guid inboxId, string host, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("UPDATE stimulus_inbox SET attempts = attempts + 1 WHERE inbox_id = @id AND claimed_by = @host").With("id", inboxId).With("host", host).ExecuteNonQuery() == 1,
            cancellationToken);

    public Task Release(Guid inboxId, DateTimeOffset notBefore, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("UPDATE stimulus_inbox SET ready_at = @from, claimed_by = NULL WHERE inbox_id = @id").With("from", notBefore).With("id", inboxId).ExecuteNonQuery(),
            cancellationToken);

    public Task GiveBack(IReadOnlyList<ClaimedInbox> claims, string host, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => claims.Sum(claim =>
                scope.Command("UPDATE stimulus_inbox SET attempts = @attempts, ready_at = created_at, claimed_by = NULL WHERE inbox_id = @id AND claimed_by = @host")
                    .With("attempts", (long)claim.Attempts).With("id", claim.Row.InboxId).With("host", host).ExecuteNonQuery()),
            cancellationToken);

    public Task ReleaseHost(string host, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(scope => scope.Command($"UPDATE stimulus_inbox SET ready_at = created_at, claimed_by = NULL, attempts = {TimerStore.AtLeastOne} WHERE claimed_by = @host").With("host", host).ExecuteNonQuery(), cancellationToken);

    public Task<bool> Expand(Guid inboxId, IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope =>
            {
                var there = CommitGuards.Take(scope, new InboxGuard(inboxId));
                return there && AddAll(scope, rows);
            },
            cancellationToken);

    public Task<bool> WithdrawStart(string instanceId, Guid askedBy, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("DELETE FROM stimulus_inbox WHERE target_instance_id = @id AND kind = 'Start'").With("id", instanceId).ExecuteNonQuery() > 0
                && CommitGuards.Take(scope, new InboxGuard(askedBy)),
            cancellationToken);

    public Task Add(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(scope => AddAll(scope, rows), cancellationToken);

    public async Task<int> Count(CancellationToken cancellationToken = default) =>
        (int)(await storage.Reads.Number($"SELECT count(*) FROM stimulus_inbox r WHERE {NotParked}", _ => { }, cancellationToken) ?? 0);

    private static bool AddAll(WriteScope scope, IReadOnlyList<InboxRow> rows)
    {
        foreach (var row in rows)
        {
            OutgoingRows.AddStimulus(scope, row);
        }

        return true;
    }

    private static InboxRow Read(DbDataReader reader) => new(
        reader.GetGuid(0),
        reader.Named<InboxKind>(1),
        reader.Text(2),
        reader.Text(3),
        reader.Text(4),
        reader.Text(5),
        reader.Id(6),
        reader.Text(7),
        reader.Text(8),
        reader.Bytes(9),
        reader.Instant(10))
    {
        ByPersonId = reader.Id(12),
    };
}
