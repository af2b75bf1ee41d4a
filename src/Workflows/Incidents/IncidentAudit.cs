using CaseFlow.Cases.Audit;
using CaseFlow.Cases.People;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Contacts;

namespace CaseFlow.Workflows.Incidents;

/// <summary>How the audit log names what somebody did about a stopped process. The reason for a cancellation stays on the case.</summary>
public sealed class IncidentAudit(RoleDirectory directory, TimeProvider clock)
{
    // The roles that let somebody act, the one that looks after processes first.
    private static readonly string[] By = [Roles.ProcessOwner, Roles.Administrator, Roles.Inclusion, Roles.Coordinator];

    /// <summary>The entry for a stimulus that somebody gives because of an incident.</summary>
    public AuditEntry Of(Stimulus stimulus, string instanceId, Guid byPersonId) => stimulus switch
    {
        RetryIncident retry => Entry(AuditActions.IncidentRetried, Incident(instanceId, retry.IncidentId), byPersonId),
        SkipIncident skip => Entry(AuditActions.IncidentSkipped, Incident(instanceId, skip.IncidentId), byPersonId) with { Facts = [new("outcome", skip.Outcome)] },
        CancelInstance => Entry(AuditActions.InstanceCancelled, new("instance", instanceId), byPersonId),
        _ => throw new ArgumentOutOfRangeException(nameof(stimulus), stimulus.GetType().Name, "Nobody does this to an incident."),
    };

    public AuditActor Actor(Guid personId) => directory.Actor(personId, By);

    private AuditEntry Entry(string action, AuditSubject subject, Guid byPersonId) => new(clock.GetUtcNow(), action, subject, Actor(byPersonId));

    private static AuditSubject Incident(string instanceId, string incidentId) => new("incident", $"{instanceId}/{incidentId}");
}
