using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>One burst's rows, in the order that <see cref="IInstanceStore.Commit"/> promises.</summary>
internal static class BurstWriting
{
    public static CommitResult Write(WriteScope scope, BurstCommit commit)
    {
        if (commit.Guard is not null && !CommitGuards.TakeForBurst(scope, commit.Guard))
        {
            return new GuardFailed(commit.Guard is TaskGuard task ? TaskRows.Find(scope, task.TaskId) : null);
        }

        if (WriteInstance((GateScope)scope, commit) is { } refused)
        {
            // Nothing but the guard has been written; it must be there for the next attempt.
            return commit.Guard is null ? refused : throw new BurstUndone(refused);
        }

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

        return new Committed(commit.ExpectedRevision + 1);
    }

    private static CommitResult? WriteInstance(GateScope scope, BurstCommit commit)
    {
        var row = InstanceRow.Of(scope);
        if (commit.ExpectedRevision > 0)
        {
            if (!row.Advance(scope, commit))
            {
                return new RevisionConflict();
            }

            if (commit.KeyChanged && commit.Instance.Status == WorkflowStatus.Running)
            {
                InstanceRow.TakeKey(scope, commit.Instance);
            }

            return null;
        }

        return row.Start(scope, commit) ? null : WhyNotStarted(scope, commit.Instance);
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
}
