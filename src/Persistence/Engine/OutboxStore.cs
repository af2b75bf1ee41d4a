using System.Data.Common;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>The sender's side of the outbox. turn_at is when a message may be tried; a claim lasts until claimed_until.</summary>
internal sealed class OutboxStore(CaseFlowStorage storage) : IOutboxStore
{
    private const string Unclaim = "claimed_by = NULL, claimed_until = 0";

    private const string Begin = "status = 'Waiting', attempts = 0, turn_at = @now, failed_at = NULL, reason = NULL, waits_for_server = 0, " + Unclaim;

    private const string Columns = "outbox_id, instance_id, activity_id, execution_id, message, offset_name, recipient, address, template, template_hash, data_json, task_id, case_id, created_at";

    private readonly string _claim =
        $"""
        UPDATE outbox SET claimed_by = @host, claimed_until = @until
         WHERE outbox_id IN (
               SELECT o.outbox_id FROM outbox o
                WHERE o.status = 'Waiting' AND o.turn_at <= @now AND o.claimed_until <= @now
                ORDER BY o.turn_at LIMIT @max{storage.SkipLocked})
        RETURNING {Columns}, attempts, turn_at
        """;

    public async Task<IReadOnlyList<ClaimedEmail>> Claim(DateTimeOffset now, int max, string host, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var claimed = await storage.Gate.Run(
            scope =>
            {
                var rows = new List<(long Turn, ClaimedEmail Email)>();
                using var reader = scope.Command(_claim).With("host", host).With("until", now + lease).With("now", now).With("max", (long)max).ExecuteReader();
                while (reader.Read())
                {
                    rows.Add((reader.GetInt64(15), new ClaimedEmail(Read(reader), (int)reader.GetInt64(14))));
                }

                return rows;
            },
            cancellationToken);
        return [.. claimed.OrderBy(row => row.Turn).ThenBy(row => row.Email.Row.OutboxId).Select(row => row.Email)];
    }

    public Task<bool> MarkSent(Guid outboxId, string host, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command($"UPDATE outbox SET status = 'Sent', sent_at = @at, attempts = attempts + 1, {Unclaim} WHERE outbox_id = @id AND status = 'Waiting' AND claimed_by = @host")
                .With("at", at).With("id", outboxId).With("host", host).ExecuteNonQuery() == 1,
            cancellationToken);

    public Task Defer(Guid outboxId, string host, DateTimeOffset next, string reason, bool forServer, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command($"UPDATE outbox SET turn_at = @next, attempts = attempts + 1, reason = @reason, waits_for_server = @server, {Unclaim} WHERE outbox_id = @id AND status = 'Waiting' AND claimed_by = @host")
                .With("next", next).With("reason", reason).With("server", forServer ? 1L : 0L).With("id", outboxId).With("host", host).ExecuteNonQuery(),
            cancellationToken);

    public Task<bool> Fail(ClaimedEmail email, string host, DateTimeOffset at, string reason, InboxRow? bounced = null, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(scope => Fail(scope, email.Row, host, at, reason, bounced), cancellationToken);

    public Task Release(IReadOnlyList<Guid> outboxIds, string host, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => outboxIds.Sum(id => scope.Command($"UPDATE outbox SET {Unclaim} WHERE outbox_id = @id AND claimed_by = @host").With("id", id).With("host", host).ExecuteNonQuery()),
            cancellationToken);

    public Task ReleaseHost(string host, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(scope => scope.Command($"UPDATE outbox SET {Unclaim} WHERE claimed_by = @host").With("host", host).ExecuteNonQuery(), cancellationToken);

    public Task<int> BringForward(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("UPDATE outbox SET turn_at = @now, waits_for_server = 0 WHERE status = 'Waiting' AND waits_for_server = 1 AND turn_at > @now").With("now", now).ExecuteNonQuery(),
            cancellationToken);

    public async Task<DateTimeOffset?> NextTurn(CancellationToken cancellationToken = default)
    {
        var next = await storage.Reads.Number(
            "SELECT min(CASE WHEN claimed_until > turn_at THEN claimed_until ELSE turn_at END) FROM outbox WHERE status = 'Waiting'", _ => { }, cancellationToken);
        return next is { } turn ? DateTimeOffset.FromUnixTimeMilliseconds(turn) : null;
    }

    public async Task<OutboxCounts> Count(CancellationToken cancellationToken = default)
    {
        var counts = await storage.Reads.List(
            "SELECT status, count(*) FROM outbox GROUP BY status", _ => { }, reader => (Status: reader.GetString(0), Rows: (int)reader.GetInt64(1)), cancellationToken);
        return new OutboxCounts(Of("Waiting"), Of("Sent"), Of("Failed"));

        int Of(string status) => counts.FirstOrDefault(count => count.Status == status).Rows;
    }

    public Task<IReadOnlyList<FailedEmail>> Failed(int take, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            "SELECT outbox_id, template, case_id, failed_at, reason FROM outbox WHERE status = 'Failed' ORDER BY failed_at DESC, outbox_id LIMIT @take",
            command => command.With("take", (long)take),
            reader => new FailedEmail(reader.GetGuid(0), reader.GetString(1), reader.Id(2), reader.Instant(3), reader.Text(4) ?? ""),
            cancellationToken);

    public Task<bool> Retry(Guid outboxId, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command($"UPDATE outbox SET {Begin} WHERE outbox_id = @id AND status = 'Failed'")
                .With("now", now).With("id", outboxId).ExecuteNonQuery() == 1,
            cancellationToken);

    public async Task<OutboxRow?> Find(Guid outboxId, CancellationToken cancellationToken = default) =>
        (await storage.Reads.List($"SELECT {Columns} FROM outbox WHERE outbox_id = @id", command => command.With("id", outboxId), Read, cancellationToken)).FirstOrDefault();

    public bool SendAgain(WriteScope scope, Guid outboxId, string address, DateTimeOffset now) =>
        scope.Command($"UPDATE outbox SET {Begin}, address = @address WHERE outbox_id = @id AND status = 'Failed'")
            .With("address", address).With("now", now).With("id", outboxId).ExecuteNonQuery() == 1;

    public Task<int> RemoveSent(DateTimeOffset before, int max, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("DELETE FROM outbox WHERE outbox_id IN (SELECT outbox_id FROM outbox WHERE status = 'Sent' AND sent_at < @before ORDER BY sent_at LIMIT @max)")
                .With("before", before).With("max", (long)max).ExecuteNonQuery(),
            cancellationToken);

    private static bool Fail(WriteScope scope, OutboxRow email, string host, DateTimeOffset at, string reason, InboxRow? bounced)
    {
        var failed = scope.Command($"UPDATE outbox SET status = 'Failed', failed_at = @at, attempts = attempts + 1, reason = @reason, {Unclaim} WHERE outbox_id = @id AND status = 'Waiting' AND claimed_by = @host")
            .With("at", at).With("reason", reason).With("id", email.OutboxId).With("host", host).ExecuteNonQuery() == 1;
        if (failed && bounced is not null)
        {
            OutgoingRows.AddStimulus(scope, bounced);
        }

        if (failed && email.CaseId is { } caseId)
        {
            scope.Data.TimelineEntries.Add(new TimelineEntry
            {
                Id = Guid.CreateVersion7(at),
                CaseId = caseId,
                At = at,
                Kind = TimelineKind.EmailFailed,
                Text = $"An email ({email.Template}) could not be delivered. {reason}",
            });
            scope.Data.SaveChanges();
        }

        return failed;
    }

    private static OutboxRow Read(DbDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.GetString(8),
        reader.GetString(9),
        reader.GetString(10),
        reader.Id(11),
        reader.Id(12),
        reader.Instant(13));
}
