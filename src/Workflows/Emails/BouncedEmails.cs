using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Emails;

/// <summary>
/// Makes an email that its recipient's server refused known to processes, as an event that starts those which ask for
/// it. Emails of such a process itself make none: a co-ordinator without a working address must not be written to about
/// that without end.
/// </summary>
public sealed class BouncedEmails(IInstanceStore instances, IDefinitionStore definitions, TimeProvider clock)
{
    public const string EventName = "EmailBounced";

    /// <summary>The event, to be written with the mark that the email failed; null where none is to be made.</summary>
    public async Task<InboxRow?> Event(OutboxRow email, string reason, CancellationToken cancellationToken = default)
    {
        if (await IsOfBounceProcess(email.InstanceId, cancellationToken))
        {
            return null;
        }

        var payload = Value.Map(("emailId", email.OutboxId.ToString("D")), ("address", email.Address), ("template", email.Template), ("reason", reason));
        var now = clock.GetUtcNow();
        return new InboxRow(
            Guid.CreateVersion7(now), InboxKind.Event, TargetInstanceId: null, DefinitionId: null, VersionId: null, ParentInstanceId: null, email.CaseId,
            EventName, CorrelationId: email.CaseId?.ToString("D"), StimulusBytes.OfEvent(payload), now);
    }

    private async Task<bool> IsOfBounceProcess(string instanceId, CancellationToken cancellationToken) =>
        await instances.Find(instanceId, cancellationToken) is { } instance
        && await definitions.Version(instance.VersionId, cancellationToken) is { } version
        && DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(version.Json)).Definition is { } definition
        && Trigger.Of(definition.Json).Any(trigger => trigger is { Type: "Elsa.Event", Argument: EventName });
}
