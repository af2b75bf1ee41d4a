using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>One burst's rows, in the order that <see cref="IInstanceStore.Commit"/> promises.</summary>
internal static class BurstWriting
{
    private const string AddJournal = "INSERT INTO journal (instance_id, seq, at, entry) VALUES ($1, $2, $3, $4)";

    private const string UpdateRunning =
        """
        UPDATE instance
           SET revision = revision + 1, version_id = $1, status = 'Running', sub_status = $2, correlation_id = $3,
               name = coalesce($4, name), updated_at = $5, state = $6
         WHERE instance_id = $7 AND revision = $8
        """;

    private const string UpdateEnded =
        """
        UPDATE instance
           SET revision = revision + 1, version_id = $1, status = 'Finished', sub_status = $2, correlation_id = $3,
               name = coalesce($4, name), updated_at = $5, ended_at = $5, activation_key = NULL, state = $6
         WHERE instance_id = $7 AND revision = $8
        """;

    private const string Insert =
        """
        INSERT INTO instance (instance_id, definition_id, version_id, status, sub_status, revision, created_at, updated_at, ended_at, correlation_id, name, parent_instance_id, activation_key, case_id, state)
        VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT DO NOTHING
        """;

    public static CommitResult Write(WriteScope scope, BurstCommit commit)
    {
        if (commit.Guard is not null && !CommitGuards.Take(scope, commit.Guard))
        {
            return new GuardFailed(commit.Guard is TaskGuard task ? TaskRows.Find(scope, task.TaskId) : null);
        }

        var written = commit.ExpectedRevision == 0 ? Start(scope, commit.Instance) : Advance(scope, commit.Instance, commit.ExpectedRevision);
        if (written is not Committed)
        {
            // Nothing but the guard has been written; it must be there for the next attempt.
            return commit.Guard is null ? written : throw new BurstUndone(written);
        }

        var journal = commit.Journal;
        scope.Statement(AddJournal).Text(journal.InstanceId).Number(journal.Seq).Instant(journal.At).Bytes(journal.Entry).Execute();
        PendingRows.Write(scope, commit);
        TaskRows.Write(scope, commit);
        OutgoingRows.Write(scope, commit);
        foreach (var change in commit.DomainChanges)
        {
            change(scope);
        }

        foreach (var entry in commit.Audit)
        {
            scope.Audit(entry);
        }

        return written;
    }

    private static CommitResult Advance(WriteScope scope, InstanceWrite instance, long expected)
    {
        var rows = scope.Statement(instance.Status == WorkflowStatus.Finished ? UpdateEnded : UpdateRunning)
            .Text(instance.VersionId).Text(Name(instance.SubStatus)).Text(instance.CorrelationId).Text(instance.Name)
            .Instant(instance.At).Bytes(instance.State).Text(instance.InstanceId).Number(expected)
            .Execute();
        return rows == 1 ? new Committed(expected + 1) : new RevisionConflict();
    }

    private static CommitResult Start(WriteScope scope, InstanceWrite instance)
    {
        var ended = instance.Status == WorkflowStatus.Finished;
        var rows = scope.Statement(Insert)
            .Text(instance.InstanceId).Text(instance.DefinitionId).Text(instance.VersionId)
            .Text(ended ? "Finished" : "Running").Text(Name(instance.SubStatus)).Instant(instance.At)
            .Instant(ended ? instance.At : null).Text(instance.CorrelationId).Text(instance.Name)
            .Text(instance.ParentInstanceId).Text(ended ? null : instance.ActivationKey).Id(instance.CaseId).Bytes(instance.State)
            .Execute();
        return rows == 1 ? new Committed(1) : WhyNotStarted(scope, instance);
    }

    private static CommitResult WhyNotStarted(WriteScope scope, InstanceWrite instance)
    {
        if (scope.Command("SELECT 1 FROM instance WHERE instance_id = @id").With("id", instance.InstanceId).ExecuteScalar() is not null)
        {
            return new AlreadyStarted();
        }

        // The holder of the key may have ended since; then the start is tried again like any conflict.
        var running = scope.Command("SELECT instance_id FROM instance WHERE activation_key = @key").With("key", instance.ActivationKey).ExecuteScalar();
        return running is string id ? new ActivationConflict(id) : new RevisionConflict();
    }

    private static string Name(WorkflowSubStatus status) => Enum.GetName(status)!;
}
