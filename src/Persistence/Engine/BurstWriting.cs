using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>One burst's rows, in the order that <see cref="IInstanceStore.Commit"/> promises.</summary>
internal static class BurstWriting
{
    private const string UpdateRunning =
        """
        UPDATE instance
           SET revision = revision + 1, version_id = @version, status = 'Running', sub_status = @sub, correlation_id = @correlation,
               name = coalesce(@name, name), updated_at = @at, state = @state
         WHERE instance_id = @id AND revision = @revision
        """;

    private const string UpdateEnded =
        """
        UPDATE instance
           SET revision = revision + 1, version_id = @version, status = 'Finished', sub_status = @sub, correlation_id = @correlation,
               name = coalesce(@name, name), updated_at = @at, ended_at = @at, activation_key = NULL, state = @state
         WHERE instance_id = @id AND revision = @revision
        """;

    private const string Insert =
        """
        INSERT INTO instance (instance_id, definition_id, version_id, status, sub_status, revision, created_at, updated_at, ended_at, correlation_id, name, parent_instance_id, activation_key, case_id, state)
        VALUES (@id, @definition, @version, @status, @sub, 1, @at, @at, @ended, @correlation, @name, @parent, @key, @case, @state)
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
        scope.Command("INSERT INTO journal (instance_id, seq, at, entry) VALUES (@id, @seq, @at, @entry)")
            .With("id", journal.InstanceId).With("seq", journal.Seq).With("at", journal.At).With("entry", journal.Entry)
            .ExecuteNonQuery();
        PendingRows.Write(scope, commit);
        TaskRows.Write(scope, commit);
        OutgoingRows.Write(scope, commit);
        foreach (var change in commit.DomainChanges)
        {
            change(scope);
        }

        return written;
    }

    private static CommitResult Advance(WriteScope scope, InstanceWrite instance, long expected)
    {
        var rows = scope.Command(instance.Status == WorkflowStatus.Finished ? UpdateEnded : UpdateRunning)
            .With("version", instance.VersionId).With("sub", Name(instance.SubStatus)).With("correlation", instance.CorrelationId)
            .With("name", instance.Name).With("at", instance.At).With("state", instance.State)
            .With("id", instance.InstanceId).With("revision", expected)
            .ExecuteNonQuery();
        return rows == 1 ? new Committed(expected + 1) : new RevisionConflict();
    }

    private static CommitResult Start(WriteScope scope, InstanceWrite instance)
    {
        var ended = instance.Status == WorkflowStatus.Finished;
        var rows = scope.Command(Insert)
            .With("id", instance.InstanceId).With("definition", instance.DefinitionId).With("version", instance.VersionId)
            .With("status", ended ? "Finished" : "Running").With("sub", Name(instance.SubStatus)).With("at", instance.At)
            .With("ended", ended ? instance.At : (DateTimeOffset?)null).With("correlation", instance.CorrelationId).With("name", instance.Name)
            .With("parent", instance.ParentInstanceId).With("key", ended ? null : instance.ActivationKey).With("case", instance.CaseId).With("state", instance.State)
            .ExecuteNonQuery();
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
