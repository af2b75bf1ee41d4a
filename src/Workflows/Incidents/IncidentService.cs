using CaseFlow.Cases.Audit;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Incidents;

/// <summary>What came of dealing with incidents: how many were dealt with, and how many could not be, with the first reason.</summary>
public sealed record IncidentsHandled(int Done, int Failed, string? Problem);

/// <summary>What a person can do where a process has stopped: try again, skip, cancel, let a parked one run again.</summary>
public sealed class IncidentService(IIncidentStore incidents, WorkflowRunner runner, RoleDirectory directory, TimeProvider clock)
{
    public Task<IReadOnlyList<IncidentRow>> Open(IncidentQuery query, CancellationToken cancellationToken = default) => incidents.Open(query, cancellationToken);

    public Task<IReadOnlyList<CauseCount>> Causes(CancellationToken cancellationToken = default) => incidents.Causes(cancellationToken);

    public Task<IReadOnlyList<ParkedInstance>> Parked(CancellationToken cancellationToken = default) => incidents.Parked(cancellationToken);

    /// <summary>Runs the failed step again. False where the incident was dealt with already.</summary>
    public async Task<bool> Retry(string instanceId, string incidentId, Guid byPersonId, CancellationToken cancellationToken = default) =>
        await Run(instanceId, new RetryIncident(incidentId), Entry(AuditActions.IncidentRetried, Incident(instanceId, incidentId), byPersonId), cancellationToken);

    /// <summary>Goes on as if the failed step had left by this exit.</summary>
    public async Task<bool> Skip(string instanceId, string incidentId, string outcome, Guid byPersonId, CancellationToken cancellationToken = default) =>
        await Run(
            instanceId,
            new SkipIncident(incidentId, outcome),
            Entry(AuditActions.IncidentSkipped, Incident(instanceId, incidentId), byPersonId) with { Facts = [new("outcome", outcome)] },
            cancellationToken);

    /// <summary>Ends the whole process and the ones it waits for.</summary>
    public async Task<bool> Cancel(string instanceId, string reason, Guid byPersonId, CancellationToken cancellationToken = default) =>
        await Run(instanceId, new CancelInstance(reason), Entry(AuditActions.InstanceCancelled, new("instance", instanceId), byPersonId), cancellationToken);

    /// <summary>Lets a parked process run again.</summary>
    public Task Unpark(string instanceId, CancellationToken cancellationToken = default) => incidents.Unpark(instanceId, cancellationToken);

    /// <summary>Retries every open incident of one cause, each by itself: one that fails again does not stop the rest.</summary>
    public async Task<IncidentsHandled> RetryAll(string cause, Guid byPersonId, CancellationToken cancellationToken = default)
    {
        var (done, failed, problem) = (0, 0, (string?)null);
        var query = new IncidentQuery { Cause = cause };
        while (await incidents.Open(query, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var incident in page)
            {
                try
                {
                    _ = await Retry(incident.InstanceId, incident.IncidentId, byPersonId, cancellationToken) ? done++ : failed++;
                }
                catch (Exception exception) when (exception is CaseRuleException or InvalidDataException or TimeoutException)
                {
                    failed++;
                    problem ??= exception.Message;
                }
            }

            // New incidents of the same cause come after these, and are not tried again in this round.
            query = query with { After = (page[^1].OpenedAt, page[^1].InstanceId, page[^1].IncidentId) };
            if (page.Count < query.Take)
            {
                break;
            }
        }

        return new IncidentsHandled(done, failed, problem);
    }

    private async Task<bool> Run(string instanceId, Stimulus stimulus, AuditEntry entry, CancellationToken cancellationToken) =>
        await runner.Resume(new ResumeOptions(instanceId, stimulus, ByPersonId: entry.By.PersonId) { Audit = [entry] }, cancellationToken) is Ran;

    private static AuditSubject Incident(string instanceId, string incidentId) => new("incident", $"{instanceId}/{incidentId}");

    private AuditEntry Entry(string action, AuditSubject subject, Guid byPersonId) => new(clock.GetUtcNow(), action, subject, directory.Actor(byPersonId));
}
