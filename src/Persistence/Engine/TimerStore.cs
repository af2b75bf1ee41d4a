using System.Data.Common;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>A claim moves a timer's ready_at to the end of the lease, so that one index finds what is to be taken.</summary>
internal sealed class TimerStore(CaseFlowStorage storage) : ITimerStore
{
    public const string Columns = "owner_id, timer_id, kind, activity_id, name, due, case_id";

    // A claim that was left behind: its host may have ended because of it.
    internal const string AtLeastOne = "CASE WHEN attempts = 0 THEN 1 ELSE attempts END";

    private const int LargestPage = 500;

    private readonly string _claim =
        $"""
        UPDATE timer SET ready_at = @lease, claimed_by = @host, attempts = CASE WHEN claimed_by IS NULL THEN attempts ELSE {AtLeastOne} END
         WHERE (owner_id, timer_id) IN (
               SELECT t.owner_id, t.timer_id FROM timer t
                WHERE t.ready_at <= @now AND NOT EXISTS (SELECT 1 FROM parked_instance p WHERE p.instance_id = t.owner_id)
                ORDER BY t.ready_at LIMIT @max{storage.SkipLocked})
        RETURNING {Columns}, attempts
        """;

    public async Task<IReadOnlyList<ClaimedTimer>> ClaimDue(DateTimeOffset now, int max, string host, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var claimed = await storage.Gate.Run(
            scope =>
            {
                var rows = new List<ClaimedTimer>();
                using var reader = scope.Command(_claim).With("lease", now + lease).With("host", host).With("now", now).With("max", (long)Math.Min(max, LargestPage)).ExecuteReader();
                while (reader.Read())
                {
                    rows.Add(new ClaimedTimer(Read(reader), (int)reader.GetInt64(7)));
                }

                return rows;
            },
            cancellationToken);

        // RETURNING keeps no order.
        claimed.Sort((one, other) => one.Timer.Due.CompareTo(other.Timer.Due));
        return claimed;
    }

    public async Task<DateTimeOffset?> EarliestDue(CancellationToken cancellationToken = default)
    {
        var earliest = await storage.Reads.Number(
            "SELECT t.ready_at FROM timer t WHERE NOT EXISTS (SELECT 1 FROM parked_instance p WHERE p.instance_id = t.owner_id) ORDER BY t.ready_at LIMIT 1",
            _ => { },
            cancellationToken);
        return earliest is { } ready ? DateTimeOffset.FromUnixTimeMilliseconds(ready) : null;
    }

    public Task<bool> CountAttempt(TimerRow timer, string host, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("UPDATE timer SET attempts = attempts + 1 WHERE owner_id = @owner AND timer_id = @timer AND claimed_by = @host")
                .With("owner", timer.OwnerId).With("timer", timer.TimerId).With("host", host).ExecuteNonQuery() == 1,
            cancellationToken);

    public Task Release(string ownerId, string timerId, DateTimeOffset notBefore, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("UPDATE timer SET ready_at = CASE WHEN due > @from THEN due ELSE @from END, claimed_by = NULL WHERE owner_id = @owner AND timer_id = @timer")
                .With("from", notBefore).With("owner", ownerId).With("timer", timerId).ExecuteNonQuery(),
            cancellationToken);

    public Task GiveBack(IReadOnlyList<ClaimedTimer> timers, string host, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => timers.Sum(claim =>
                scope.Command("UPDATE timer SET attempts = @attempts, ready_at = due, claimed_by = NULL WHERE owner_id = @owner AND timer_id = @timer AND claimed_by = @host")
                    .With("attempts", (long)claim.Attempts).With("owner", claim.Timer.OwnerId).With("timer", claim.Timer.TimerId).With("host", host).ExecuteNonQuery()),
            cancellationToken);

    public Task ReleaseHost(string host, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(scope => scope.Command($"UPDATE timer SET ready_at = due, claimed_by = NULL, attempts = {AtLeastOne} WHERE claimed_by = @host").With("host", host).ExecuteNonQuery(), cancellationToken);

    public Task Add(IReadOnlyList<TimerRow> timers, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope =>
            {
                foreach (var timer in timers)
                {
                    PendingRows.AddTimer(scope, timer, replace: false);
                }

                return timers.Count;
            },
            cancellationToken);

    internal static TimerRow Read(DbDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.Named<TimerKind>(2), reader.GetString(3), reader.GetString(4), reader.Instant(5), reader.Id(6));
}
