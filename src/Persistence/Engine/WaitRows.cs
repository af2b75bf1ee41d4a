using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>The rows by which waits are found. Each database has its own statements, because they keep them in different order.</summary>
internal static class WaitRows
{
    private const string Open = "INSERT INTO wait (instance_id, wait_id, execution_id, activity_id, kind, key) VALUES ($1, $2, $3, $4, $5, $6)";

    private const string CloseById = "DELETE FROM wait WHERE instance_id = $1 AND wait_id = $2";

    private const string CloseByKey = "DELETE FROM wait WHERE instance_id = $1 AND wait_id = $2 AND kind = $3 AND key = $4";

    private const string Move =
        "UPDATE wait SET wait_id = $1, execution_id = $2, activity_id = $3, kind = $4, key = $5 WHERE instance_id = $6 AND wait_id = $7 AND kind = $8 AND key = $9";

    public static void Write(GateScope scope, BurstCommit commit)
    {
        if (scope.StatementsGoTogether)
        {
            WriteOnPostgres(scope, commit);
        }
        else
        {
            WriteOnSqlite(scope, commit);
        }
    }

    // A burst that closes a wait mostly opens the next: moving the row costs one statement instead of two.
    private static void WriteOnSqlite(GateScope scope, BurstCommit commit)
    {
        var instance = commit.Instance.InstanceId;
        var moved = Math.Min(commit.WaitsClosed.Length, commit.WaitsOpened.Length);
        for (var index = 0; index < commit.WaitsClosed.Length; index++)
        {
            var closed = commit.WaitsClosed[index];
            if (index >= moved)
            {
                scope.Statement(CloseByKey).Text(instance).Text(closed.WaitId).Text(closed.Kind).Text(closed.Key ?? "").Later();
                continue;
            }

            var wait = commit.WaitsOpened[index];
            var found = scope.Statement(Move)
                .Text(wait.WaitId).Text(wait.ExecutionId).Text(wait.ActivityId).Text(wait.Kind).Text(wait.Key ?? "")
                .Text(instance).Text(closed.WaitId).Text(closed.Kind).Text(closed.Key ?? "")
                .Execute();
            if (found == 0)
            {
                Add(scope, wait, wait.Key ?? "");
            }
        }

        foreach (var wait in commit.WaitsOpened.AsSpan()[moved..])
        {
            Add(scope, wait, wait.Key ?? "");
        }
    }

    // Where statements go together a second costs little, and the answer to a move would have to be waited for.
    private static void WriteOnPostgres(GateScope scope, BurstCommit commit)
    {
        foreach (var closed in commit.WaitsClosed)
        {
            scope.Statement(CloseById).Text(commit.Instance.InstanceId).Text(closed.WaitId).Later();
        }

        foreach (var wait in commit.WaitsOpened)
        {
            Add(scope, wait, wait.Key);
        }
    }

    private static void Add(GateScope scope, WaitRow wait, string? key) =>
        scope.Statement(Open).Text(wait.InstanceId).Text(wait.WaitId).Text(wait.ExecutionId).Text(wait.ActivityId).Text(wait.Kind).Text(key).Later();
}
