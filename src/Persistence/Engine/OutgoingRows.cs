using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>What a burst sends out: emails, and stimuli for other instances.</summary>
internal static class OutgoingRows
{
    private const string Email =
        """
        INSERT INTO outbox (outbox_id, instance_id, activity_id, execution_id, message, offset_name, recipient, address, template, template_hash, data_json, task_id, case_id, created_at, status, attempts, turn_at, claimed_until, waits_for_server)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'Waiting', 0, $14, 0, 0)
        ON CONFLICT DO NOTHING
        """;

    private const string Stimulus =
        """
        INSERT INTO stimulus_inbox (inbox_id, kind, target_instance_id, definition_id, version_id, parent_instance_id, case_id, name, correlation_id, payload, created_at, ready_at, attempts, by_person_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 0, $12)
        """;

    public static void Write(WriteScope scope, BurstCommit commit)
    {
        foreach (var email in commit.Outbox)
        {
            scope.Statement(Email)
                .Id(email.OutboxId).Text(email.InstanceId).Text(email.ActivityId).Text(email.ExecutionId)
                .Text(email.Message).Text(email.Offset).Text(email.Recipient).Text(email.Address)
                .Text(email.Template).Text(email.TemplateHash).Text(email.DataJson)
                .Id(email.TaskId).Id(email.CaseId).Instant(email.CreatedAt)
                .Later();
        }

        foreach (var row in commit.Inbox)
        {
            AddStimulus(scope, row);
        }
    }

    public static void AddStimulus(WriteScope scope, InboxRow row) =>
        scope.Statement(Stimulus)
            .Id(row.InboxId).Text(Enum.GetName(row.Kind)).Text(row.TargetInstanceId).Text(row.DefinitionId)
            .Text(row.VersionId).Text(row.ParentInstanceId).Id(row.CaseId).Text(row.Name)
            .Text(row.CorrelationId).Bytes(row.Payload).Instant(row.CreatedAt).Id(row.ByPersonId)
            .Later();
}
