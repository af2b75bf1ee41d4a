using System.Globalization;
using CaseFlow.Workflows.Storage;
using Microsoft.AspNetCore.Http.Extensions;

namespace CaseFlow.Host.Inbox;

/// <summary>
/// Everything an inbox shows, as its address says it: which tasks, of what kind, in which order, from where on. Nothing
/// is remembered elsewhere, so going back, refreshing and pasting the link show the same list.
/// </summary>
public sealed record InboxAddress(InboxView View, string? Kind, bool LatestFirst, TaskKey? After)
{
    private const string Path = "/inbox";

    public static InboxAddress Default { get; } = new(InboxView.All, null, false, null);

    public static InboxAddress Read(string? view, string? kind, string? order, string? after) => new(
        Views.FirstOrDefault(one => one.Name == view) is { Name: not null } known ? known.View : InboxView.All,
        string.IsNullOrWhiteSpace(kind) ? null : kind,
        order == "latest",
        ReadKey(after));

    /// <summary>The views in the order of their tabs, with their names in the address.</summary>
    public static IReadOnlyList<(InboxView View, string Name, string Title)> Views { get; } =
    [
        (InboxView.All, "all", "All for my team"),
        (InboxView.Mine, "mine", "My tasks"),
        (InboxView.Unclaimed, "unclaimed", "Unclaimed"),
        (InboxView.Overdue, "overdue", "Overdue"),
        (InboxView.FollowUp, "follow-up", "To follow up"),
        (InboxView.PutAside, "put-aside", "Put aside"),
    ];

    /// <summary>The same list from its beginning.</summary>
    public InboxAddress FromStart => this with { After = null };

    public override string ToString()
    {
        var query = new QueryBuilder();
        if (View != InboxView.All)
        {
            query.Add("view", Views.First(one => one.View == View).Name);
        }

        if (Kind is not null)
        {
            query.Add("kind", Kind);
        }

        if (LatestFirst)
        {
            query.Add("order", "latest");
        }

        if (After is { } key)
        {
            query.Add("after", WriteKey(key));
        }

        return Path + query.ToQueryString();
    }

    private static string WriteKey(TaskKey key) =>
        (key.Due is { } due ? due.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "none") + "." + key.TaskId.ToString("N");

    private static TaskKey? ReadKey(string? text)
    {
        var parts = text?.Split('.') ?? [];
        if (parts.Length != 2 || !Guid.TryParseExact(parts[1], "N", out var id))
        {
            return null;
        }

        if (parts[0] == "none")
        {
            return new(null, id);
        }

        // Beyond these an instant cannot be said; such a key was never ours.
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var due) && due < 253_402_300_799_000
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(due), id)
            : null;
    }
}
