using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>
/// The inbox: the open tasks that a person may do. Each seat the viewer holds is a walk along the index (seat, due, task),
/// which stops when the page is full; the walks are merged.
/// </summary>
internal sealed class TaskInbox(CaseFlowStorage storage)
{
    private readonly bool _postgres = storage.Provider == StorageProvider.PostgreSql;

    public async Task<IReadOnlyList<TaskRow>> Page(TaskQuery query, CancellationToken cancellationToken)
    {
        if (query.Viewer.IsDefaultOrEmpty)
        {
            return [];
        }

        var order = query.LatestFirst ? "DESC" : "ASC";
        var walks = query.Viewer.Select((_, index) => $"SELECT * FROM ({Walk(query, index)} ORDER BY c.due {order}, c.task_id {order} LIMIT @take) w{index}");
        var sql =
            $"""
            SELECT {TaskRows.Columns}
              FROM (SELECT task_id, due FROM ({string.Join(" UNION ", walks)}) every ORDER BY due {order}, task_id {order} LIMIT @take) page
              JOIN task t ON t.task_id = page.task_id
             ORDER BY page.due {order}, page.task_id {order}
            """;
        return await storage.Reads.List(sql, command => Bind(command, query, page: true), TaskRows.Read, cancellationToken);
    }

    public async Task<IReadOnlyList<string>?> Kinds(TaskQuery query, int most, CancellationToken cancellationToken)
    {
        if (query.Viewer.IsDefaultOrEmpty)
        {
            return [];
        }

        var all = query with { After = null, SafeTitle = null, LatestFirst = false, Take = most + 1 };
        var walks = all.Viewer.Select((_, index) => $"SELECT * FROM ({Walk(all, index)} ORDER BY c.due, c.task_id LIMIT @take) w{index}");
        var sql =
            $"""
            SELECT t.safe_title, count(*)
              FROM (SELECT task_id, due FROM ({string.Join(" UNION ", walks)}) every ORDER BY due, task_id LIMIT @take) page
              JOIN task t ON t.task_id = page.task_id
             GROUP BY t.safe_title
            """;
        var kinds = await storage.Reads.List(sql, command => Bind(command, all, page: true), reader => (Title: reader.GetString(0), Tasks: reader.GetInt64(1)), cancellationToken);
        return kinds.Sum(kind => kind.Tasks) > most ? null : [.. kinds.Select(kind => kind.Title)];
    }

    public async Task<TaskCounts> Count(TaskQuery query, CancellationToken cancellationToken)
    {
        if (query.Viewer.IsDefaultOrEmpty)
        {
            return new TaskCounts(0, 0, 0, 0, 0);
        }

        var counted = query with { View = InboxView.All, After = null, SafeTitle = null };
        var seats = string.Join(", ", query.Viewer.Select((_, index) => $"@seat{index}"));

        // A task whose candidates the viewer holds twice is counted once: max() and min() agree, for both rows say the same.
        var sql =
            $"""
            SELECT count(CASE WHEN aside = 0 THEN 1 END), count(CASE WHEN aside = 0 AND mine = 1 THEN 1 END), count(CASE WHEN aside = 0 AND held = 0 THEN 1 END),
                   count(CASE WHEN aside = 0 AND due < @now THEN 1 END), count(CASE WHEN follow = 1 THEN 1 END), count(CASE WHEN aside = 1 THEN 1 END)
              FROM (SELECT c.task_id, min(c.due) AS due, max(CASE WHEN c.holder_id = @me THEN 1 ELSE 0 END) AS mine, max(CASE WHEN c.holder_id IS NULL THEN 0 ELSE 1 END) AS held,
                           max(CASE WHEN c.follow_up <= @today THEN 1 ELSE 0 END) AS follow, max(CASE WHEN c.follow_up > @today THEN 1 ELSE 0 END) AS aside
                      FROM task_candidate c{Join(counted)}
                     WHERE c.seat IN ({seats}){Ladder()}{OfCase(counted)}
                     GROUP BY c.task_id) each_task
            """;
        var counts = await storage.Reads.List(
            sql,
            command => Bind(command, counted, page: false),
            reader => new TaskCounts(Int(reader, 0), Int(reader, 1), Int(reader, 2), Int(reader, 3), Int(reader, 4)) { PutAside = Int(reader, 5) },
            cancellationToken);
        return counts[0];

        static int Int(DbDataReader reader, int column) => (int)reader.GetInt64(column);
    }

    private string Walk(TaskQuery query, int seat) =>
        $"SELECT c.task_id, c.due FROM task_candidate c{Join(query)} WHERE c.seat = @seat{seat}{Key(query)}{InView(query.View)}{Ladder()}{OfCase(query)}"
        + (query.SafeTitle is null ? "" : " AND t.safe_title = @safetitle");

    private static string Join(TaskQuery query) => query.CaseId is null && query.SafeTitle is null ? "" : " JOIN task t ON t.task_id = c.task_id";

    private static string OfCase(TaskQuery query) => query.CaseId is null ? "" : " AND t.case_id = @case";

    private static string Key(TaskQuery query) =>
        query.After is null ? "" : $" AND (c.due, c.task_id) {(query.LatestFirst ? '<' : '>')} (@afterdue, @aftertask)";

    private static string InView(InboxView view) => view switch
    {
        InboxView.FollowUp => " AND c.follow_up <= @today",
        InboxView.PutAside => " AND c.follow_up > @today",
        InboxView.Mine => NotAside + " AND c.holder_id = @me",
        InboxView.Unclaimed => NotAside + " AND c.holder_id IS NULL",
        InboxView.Overdue => NotAside + " AND c.due < @now",
        _ => NotAside,
    };

    private const string NotAside = " AND (c.follow_up IS NULL OR c.follow_up <= @today)";

    /// <summary>Nobody holds a candidate of a lower rung.</summary>
    private string Ladder() =>
        " AND (c.rung = 0 OR NOT EXISTS (SELECT 1 FROM task_candidate lower WHERE lower.task_id = c.task_id AND lower.rung < c.rung AND lower.seat "
        + (_postgres ? "= ANY(@held)" : "IN (SELECT value FROM json_each(@held))") + "))";

    private void Bind(DbCommand command, TaskQuery query, bool page)
    {
        for (var index = 0; index < query.Viewer.Length; index++)
        {
            command.With($"seat{index}", TaskRows.Seat(query.Viewer[index].Role, query.Viewer[index].Place));
        }

        var held = query.Held.IsDefault ? [] : query.Held.Select(seat => TaskRows.Seat(seat.Role, seat.Place)).ToImmutableArray();
        command.With("held", _postgres ? held.ToArray() : JsonSerializer.Serialize(held, TaskJson.Default.ImmutableArrayString))
            .With("today", query.Today);
        if (!page || query.View == InboxView.Mine)
        {
            command.With("me", query.PersonId);
        }

        if (!page || query.View == InboxView.Overdue)
        {
            command.With("now", query.Now);
        }

        if (page)
        {
            command.With("take", (long)query.Take);
        }

        if (query.CaseId is { } caseId)
        {
            command.With("case", caseId);
        }

        if (query.SafeTitle is { } safeTitle)
        {
            command.With("safetitle", safeTitle);
        }

        if (query.After is { } after)
        {
            command.With("afterdue", after.Due?.ToUnixTimeMilliseconds() ?? long.MaxValue).With("aftertask", after.TaskId);
        }
    }
}
