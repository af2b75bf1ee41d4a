using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.Incidents;

/// <summary>Reads what has stopped for whoever looks. What they may not see is not found. No page here reads a state.</summary>
public sealed class IncidentReading(IncidentService incidents, ParkedProcesses parked, ICaseDataFactory cases, CurrentViewer current)
{
    private const int PageSize = 50;
    private const int MostCauses = 100;

    /// <summary>Null where the page is not for them.</summary>
    public async Task<IncidentOverview?> Overview(IncidentKey? parkedAfter, CancellationToken cancellationToken)
    {
        if (current.Viewer is not { } viewer || !IncidentAccess.Operates(viewer))
        {
            return null;
        }

        var causes = await incidents.Causes(cancellationToken);
        var lines = new List<CauseLine>();
        foreach (var cause in causes.Take(MostCauses))
        {
            lines.Add(await Line(cause));
        }

        var found = await parked.Page(new ParkedQuery { Take = PageSize + 1, After = parkedAfter is { } key ? (key.At, key.InstanceId) : null }, cancellationToken);
        var page = found.Take(PageSize).ToList();
        var references = References(page.Select(row => row.CaseId));
        var parkedLines = new List<ParkedLine>();
        foreach (var row in page)
        {
            parkedLines.Add(new(row, await incidents.ProcessName(row.DefinitionId ?? row.InstanceId), Reference(references, row.CaseId), await parked.LastRelease(row.InstanceId, cancellationToken)));
        }

        return new(lines, Math.Max(0, causes.Count - MostCauses), parkedLines, found.Count > PageSize ? new(page[^1].At, page[^1].InstanceId) : null);
    }

    /// <summary>Null where the page is not for them, or no open incident has this cause.</summary>
    public async Task<CausePage?> Cause(string key, IncidentKey? after, CancellationToken cancellationToken)
    {
        if (await FindCause(key, cancellationToken) is not { } cause)
        {
            return null;
        }

        var query = new IncidentQuery { Cause = cause.Id, Take = PageSize + 1, After = after is { } from ? (from.At, from.InstanceId, from.IncidentId) : null };
        var found = await incidents.Open(query, cancellationToken);
        var page = found.Take(PageSize).ToList();
        var references = References(page.Select(row => row.CaseId));
        return new(
            await Line(cause),
            [.. page.Select(row => new IncidentLine(row, Reference(references, row.CaseId)))],
            found.Count > PageSize ? new(page[^1].OpenedAt, page[^1].InstanceId, page[^1].IncidentId) : null);
    }

    /// <summary>The cause, for whoever may act on all of it; null for others.</summary>
    public async Task<CauseCount?> FindCause(string key, CancellationToken cancellationToken) =>
        current.Viewer is { } viewer && IncidentAccess.Operates(viewer) ? await incidents.Cause(key, cancellationToken) : null;

    /// <summary>Null where there is no such incident or the viewer has nothing to decide about it.</summary>
    public async Task<IncidentView?> Find(string instanceId, string incidentId, CancellationToken cancellationToken)
    {
        if (current.Viewer is not { } viewer || await incidents.Find(instanceId, incidentId, cancellationToken) is not { } row)
        {
            return null;
        }

        var operates = IncidentAccess.Operates(viewer);
        using var data = cases.Open();
        var file = row.CaseId is { } id ? data.Cases.VisibleTo(viewer, data).FirstOrDefault(one => one.Id == id) : null;
        if (!operates && (file is null || !IncidentAccess.MayDecide(viewer, file)))
        {
            return null;
        }

        return new(
            row,
            await incidents.Step(row, cancellationToken),
            file?.Reference ?? Reference(References([row.CaseId]), row.CaseId),
            file is null ? null : $"/cases/{file.Reference}",
            incidents.Ended(row),
            operates,
            row.ClosedById == viewer.PersonId,
            await incidents.Open(new IncidentQuery { InstanceId = instanceId, Take = 20 }, cancellationToken));
    }

    private async Task<CauseLine> Line(CauseCount cause) => new(cause, await incidents.ProcessName(cause.Id.DefinitionId), await incidents.StepTitle(cause.Id));

    private Dictionary<Guid, string> References(IEnumerable<Guid?> caseIds)
    {
        var ids = caseIds.OfType<Guid>().Distinct().ToList();
        using var data = cases.Open();
        return ids.Count == 0 ? [] : data.Cases.Where(file => ids.Contains(file.Id)).Select(file => new { file.Id, file.Reference }).ToDictionary(file => file.Id, file => file.Reference);
    }

    private static string? Reference(Dictionary<Guid, string> references, Guid? caseId) => caseId is { } id ? references.GetValueOrDefault(id) : null;
}
