using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Workflows.Incidents;

/// <summary>
/// Tries every open incident of a cause again, however many there are. Each retry becomes a row of the inbox and so a
/// burst of its own, run in the background by whichever host comes to it; a restart loses none. Asked for twice, the
/// second rows find nothing to do.
/// </summary>
public sealed class BulkRetry(IIncidentStore incidents, IInboxStore inbox, WorkBell bell, TimeProvider clock)
{
    private const int Page = 500;

    /// <summary>How many were asked for. Incidents opened since the cause was read are not among them, so that one that fails again is not tried for ever.</summary>
    public async Task<int> Ask(CauseCount cause, Guid byPersonId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var query = new IncidentQuery { Cause = cause.Id, Until = cause.Newest, Take = Page };
        var asked = 0;
        while (await incidents.Open(query, cancellationToken) is { Count: > 0 } page)
        {
            await inbox.Add([.. page.Select(incident => Row(incident, byPersonId, now))], cancellationToken);
            bell.Ring(Work.Inbox);
            asked += page.Count;
            query = query with { After = (page[^1].OpenedAt, page[^1].InstanceId, page[^1].IncidentId) };
        }

        return asked;
    }

    private static InboxRow Row(IncidentRow incident, Guid byPersonId, DateTimeOffset now) => new(
        Guid.CreateVersion7(now),
        InboxKind.Stimulus,
        incident.InstanceId,
        DefinitionId: null,
        VersionId: null,
        ParentInstanceId: null,
        incident.CaseId,
        Name: null,
        CorrelationId: null,
        StimulusBytes.Of(new RetryIncident(incident.IncidentId)),
        now)
    {
        ByPersonId = byPersonId,
    };
}
