using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>What a burst sends out: emails, and stimuli for other instances.</summary>
internal static class OutgoingRows
{
    private const string Email =
        """
        INSERT INTO outbox (outbox_id, instance_id, activity_id, execution_id, message, offset_name, recipient, address, template, template_hash, data_json, task_id, case_id, created_at, status, attempts, turn_at, claimed_until, waits_for_server)
        VALUES (@id, @instance, @activity, @execution, @message, @offset, @recipient, @address, @template, @hash, @data, @task, @case, @at, 'Waiting', 0, @at, 0, 0)
        ON CONFLICT DO NOTHING
        """;

    private const string Stimulus =
        """
        INSERT INTO stimulus_inbox (inbox_id, kind, target_instance_id, definition_id, version_id, parent_instance_id, case_id, name, correlation_id, payload, created_at, ready_at, attempts)
        VALUES (@id, @kind, @target, @definition, @version, @parent, @case, @name, @correlation, @payload, @at, @at, 0)
        """;

    public static void Write(WriteScope scope, BurstCommit commit)
    {
        foreach (var email in commit.Outbox)
        {
            scope.Command(Email)
                .With("id", email.OutboxId).With("instance", email.InstanceId).With("activity", email.ActivityId).With("execution", email.ExecutionId)
                .With("message", email.Message).With("offset", email.Offset).With("recipient", email.Recipient).With("address", email.Address)
                .With("template", email.Template).With("hash", email.TemplateHash).With("data", email.DataJson)
                .With("task", email.TaskId).With("case", email.CaseId).With("at", email.CreatedAt)
                .ExecuteNonQuery();
        }

        foreach (var row in commit.Inbox)
        {
            AddStimulus(scope, row);
        }
    }

    public static void AddStimulus(WriteScope scope, InboxRow row) =>
        scope.Command(Stimulus)
            .With("id", row.InboxId).With("kind", Enum.GetName(row.Kind)).With("target", row.TargetInstanceId).With("definition", row.DefinitionId)
            .With("version", row.VersionId).With("parent", row.ParentInstanceId).With("case", row.CaseId).With("name", row.Name)
            .With("correlation", row.CorrelationId).With("payload", row.Payload).With("at", row.CreatedAt)
            .ExecuteNonQuery();
}
