using CaseFlow.Cases.CaseFiles;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Incidents;

/// <summary>
/// What a person can do where a process has stopped: try again, pass the step over, cancel the process. Who may is decided
/// before. Of two who act on one incident, one wins and the other is told who and when.
/// </summary>
public sealed class IncidentService(IIncidentStore incidents, IInstanceStore instances, PublishedVersions versions, RoleDirectory directory, IncidentAudit audit, WorkflowRunner runner)
{
    public Task<IReadOnlyList<IncidentRow>> Open(IncidentQuery query, CancellationToken cancellationToken = default) => incidents.Open(query, cancellationToken);

    public Task<IReadOnlyList<CauseCount>> Causes(CancellationToken cancellationToken = default) => incidents.Causes(cancellationToken);

    /// <summary>An incident, open or dealt with; null where there is none.</summary>
    public Task<IncidentRow?> Find(string instanceId, string incidentId, CancellationToken cancellationToken = default) => incidents.Find(instanceId, incidentId, cancellationToken);

    /// <summary>The cause with this key among those with open incidents; null where none has it, or any more.</summary>
    public async Task<CauseCount?> Cause(string key, CancellationToken cancellationToken = default) =>
        (await incidents.Causes(cancellationToken)).FirstOrDefault(cause => cause.Id.Key == key);

    /// <summary>The step that stopped, in the version its instance runs.</summary>
    public async Task<StoppedStep> Step(IncidentRow incident, CancellationToken cancellationToken = default)
    {
        var instance = await instances.Find(incident.InstanceId, cancellationToken);
        var version = instance is null ? null : await versions.Find(instance.VersionId);
        return version is null
            ? new StoppedStep(incident.DefinitionId, incident.ActivityId, ["Done"])
            : new StoppedStep(version.Row.Name, version.TitleOf(incident.ActivityId), version.OutcomesOf(incident.ActivityId));
    }

    /// <summary>What people call a process; its id where none is published.</summary>
    public async Task<string> ProcessName(string definitionId) => (await versions.Current(definitionId))?.Row.Name ?? definitionId;

    /// <summary>What people call the step of a cause, in the version published now.</summary>
    public async Task<string> StepTitle(CauseId cause) => (await versions.Current(cause.DefinitionId))?.TitleOf(cause.ActivityId) ?? cause.ActivityId;

    /// <summary>Who dealt with it and when, in words; null for one that is open.</summary>
    public string? Ended(IncidentRow incident) => IncidentWords.Ended(incident, incident.ClosedById is { } by ? directory.NameOf(by) : null);

    /// <summary>Runs the failed step again.</summary>
    public Task<IncidentAnswer> Retry(string instanceId, string incidentId, Guid byPersonId, CancellationToken cancellationToken = default) =>
        Run(instanceId, incidentId, new RetryIncident(incidentId), byPersonId, cancellationToken);

    /// <summary>Goes on as if the failed step had left by this exit, which must be one of its own.</summary>
    public async Task<IncidentAnswer> Skip(string instanceId, string incidentId, string outcome, Guid byPersonId, CancellationToken cancellationToken = default)
    {
        if (await incidents.Find(instanceId, incidentId, cancellationToken) is { ClosedAt: null } incident
            && await Step(incident, cancellationToken) is var step && !step.Outcomes.Contains(outcome, StringComparer.Ordinal))
        {
            return new IncidentRefused($"“{step.Title}” cannot end with “{outcome}”. Choose one of: {string.Join(", ", step.Outcomes)}.");
        }

        return await Run(instanceId, incidentId, new SkipIncident(incidentId, outcome), byPersonId, cancellationToken);
    }

    /// <summary>Ends the whole process and the ones it waits for, unless the incident has been dealt with meanwhile.</summary>
    public Task<IncidentAnswer> Cancel(string instanceId, string incidentId, string reason, Guid byPersonId, CancellationToken cancellationToken = default) =>
        Run(instanceId, incidentId, new CancelInstance(reason), byPersonId, cancellationToken);

    private async Task<IncidentAnswer> Run(string instanceId, string incidentId, Stimulus stimulus, Guid byPersonId, CancellationToken cancellationToken)
    {
        if (await incidents.Find(instanceId, incidentId, cancellationToken) is not { } incident)
        {
            return new IncidentNotFound();
        }

        if (incident.ClosedAt is not null)
        {
            return Gone(incident);
        }

        try
        {
            return await runner.Resume(new ResumeOptions(instanceId, stimulus, new IncidentGuard(instanceId, incidentId), ByPersonId: byPersonId) { Audit = [audit.Of(stimulus, instanceId, byPersonId)] }, cancellationToken) switch
            {
                Ran ran => new IncidentDone(ran.Commit.IncidentsOpened.FirstOrDefault(again => again.ExecutionId == incident.ExecutionId)?.IncidentId),
                InstanceParked => new IncidentRefused("The process is parked, because it ended or failed again and again. Let it run again first; the incident is kept."),
                InstanceNotFound => new IncidentNotFound(),
                _ => await incidents.Find(instanceId, incidentId, cancellationToken) is { ClosedAt: not null } now
                    ? Gone(now)
                    : new IncidentRefused("The process has moved meanwhile. Open the page again to see how it stands."),
            };
        }
        catch (Exception exception) when (exception is CaseRuleException or InvalidDataException or TimeoutException)
        {
            return new IncidentRefused(exception.Message);
        }
    }

    private IncidentGone Gone(IncidentRow row) => new(row, $"Nothing was done, because this has been dealt with already. {Ended(row)}");
}
