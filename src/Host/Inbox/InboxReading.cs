using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Host.Inbox;

/// <summary>One row: a task and the school its case is at (empty where the viewer may not see the case itself).</summary>
public sealed record InboxRow(TaskRow Task, string School);

/// <summary>A page of the inbox, with the counts of all its views and the address of the next page.</summary>
/// <param name="Kinds">The kinds of task that this view holds.</param>
public sealed record InboxPageRows(IReadOnlyList<InboxRow> Rows, TaskCounts Counts, IReadOnlyList<string> Kinds, InboxAddress? Next)
{
    public static InboxPageRows Empty { get; } = new([], new(0, 0, 0, 0, 0), [], null);
}

/// <summary>Reads the inbox: one query for the page, one for the counts, one for the kinds, one for the schools of the page's cases.</summary>
public sealed class InboxReading(TaskService tasks, ICaseDataFactory cases, CurrentViewer current)
{
    public const int PageSize = 25;

    public async Task<InboxPageRows> Read(InboxAddress address, CancellationToken cancellationToken)
    {
        if (current.Viewer is not { } viewer)
        {
            return InboxPageRows.Empty;
        }

        var options = new InboxOptions { View = address.View, After = address.After, Take = PageSize, SafeTitle = address.Kind, LatestFirst = address.LatestFirst };
        var page = await tasks.List(viewer.PersonId, options, cancellationToken);
        var counts = await tasks.Count(viewer.PersonId, cancellationToken);
        var schools = Schools(viewer, page.Tasks);
        return new(
            [.. page.Tasks.Select(task => new InboxRow(task, task.CaseId is { } id ? schools.GetValueOrDefault(id, "") : ""))],
            counts,
            await tasks.Kinds(viewer.PersonId, address.View, cancellationToken),
            page.Next is { } next ? address with { After = next } : null);
    }

    private Dictionary<Guid, string> Schools(Viewer viewer, IReadOnlyList<TaskRow> page)
    {
        var ids = page.Select(task => task.CaseId).OfType<Guid>().Distinct().ToList();
        using var data = cases.Open();
        return data.Cases.VisibleTo(viewer, data)
            .Where(file => ids.Contains(file.Id))
            .Join(data.Schools, file => file.SchoolId, school => school.Id, (file, school) => new { file.Id, school.Name })
            .ToDictionary(row => row.Id, row => row.Name);
    }
}
