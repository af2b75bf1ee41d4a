using CaseFlow.Engine.Execution;
using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>
/// The row of an instance and its row of the journal: what every burst writes. Each way of storing the journal has its
/// own statements; in all of them no row is written where the revision is another, or where the instance is parked.
/// </summary>
internal abstract class InstanceRow
{
    private const string NotParked = "NOT EXISTS (SELECT 1 FROM parked_instance p WHERE p.instance_id = {0})";

    // Two that take one key at the same moment: on PostgreSQL the index refuses the second, and its burst is run again.
    private const string RenewKey =
        """
        UPDATE instance
           SET activation_key = CASE WHEN EXISTS (SELECT 1 FROM instance o WHERE o.activation_key = $1 AND o.instance_id <> $2) THEN NULL ELSE $1 END
         WHERE instance_id = $2
        """;

    private static readonly InstanceRow Appending = new OnSqlite();
    private static readonly InstanceRow Keyed = new OnPostgres();

    public static InstanceRow Of(GateScope scope) => scope.StatementsGoTogether ? Keyed : Appending;

    /// <summary>False where an instance has its id or its activation key.</summary>
    public abstract bool Start(GateScope scope, BurstCommit commit);

    /// <summary>False where another burst came first.</summary>
    public abstract bool Advance(GateScope scope, BurstCommit commit);

    /// <summary>Gives a running instance the key that belongs to what it is tied to now.</summary>
    public static void TakeKey(GateScope scope, InstanceWrite instance) =>
        scope.Statement(RenewKey).Text(instance.ActivationKey).Text(instance.InstanceId).Later();

    private static string SetClause(bool ended) => ended
        ? "version_id = $1, status = 'Finished', sub_status = $2, correlation_id = $3, name = coalesce($4, name), updated_at = $5, ended_at = $5, activation_key = NULL, state = $6"
        : "version_id = $1, status = 'Running', sub_status = $2, correlation_id = $3, name = coalesce($4, name), updated_at = $5, state = $6";

    private static bool Ended(BurstCommit commit) => commit.Instance.Status == WorkflowStatus.Finished;

    private static GateStatement Update(GateScope scope, string sql, InstanceWrite instance) =>
        scope.Statement(sql)
            .Text(instance.VersionId).Text(Name(instance.SubStatus)).Text(instance.CorrelationId).Text(instance.Name)
            .Instant(instance.At).Bytes(instance.State).Text(instance.InstanceId);

    private static GateStatement Insert(GateScope scope, string sql, InstanceWrite instance)
    {
        var ended = instance.Status == WorkflowStatus.Finished;
        return scope.Statement(sql)
            .Text(instance.InstanceId).Text(instance.DefinitionId).Text(instance.VersionId)
            .Text(ended ? "Finished" : "Running").Text(Name(instance.SubStatus)).Instant(instance.At)
            .Instant(ended ? instance.At : null).Text(instance.CorrelationId).Text(instance.Name)
            .Text(instance.ParentInstanceId).Text(ended ? null : instance.ActivationKey).Id(instance.CaseId).Bytes(instance.State);
    }

    private static string Name(WorkflowSubStatus status) => Enum.GetName(status)!;

    /// <summary>The journal only grows at its end; the instance knows its newest row, and each row the one before it.</summary>
    private sealed class OnSqlite : InstanceRow
    {
        private const string Next = "(SELECT coalesce(max(journal_id), 0) + 1 FROM journal)";

        private const string First =
            $"""
            INSERT INTO instance (instance_id, definition_id, version_id, status, sub_status, revision, created_at, updated_at, ended_at, correlation_id, name, parent_instance_id, activation_key, case_id, state, journal_id)
            VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $8, $9, $10, $11, $12, $13, {Next})
            ON CONFLICT DO NOTHING
            """;

        private const string FirstEntry = $"INSERT INTO journal (journal_id, instance_id, seq, at, entry) VALUES ({Next}, $1, 1, $2, $3)";

        private static readonly string NextEntry =
            $"""
            INSERT INTO journal (instance_id, seq, at, entry, previous_id)
            SELECT instance_id, revision + 1, $1, $2, journal_id FROM instance WHERE instance_id = $3 AND revision = $4 AND {string.Format(null, NotParked, "$3")}
            """;

        private static readonly string Running = $"UPDATE instance SET revision = revision + 1, journal_id = last_insert_rowid(), {SetClause(ended: false)} WHERE instance_id = $7";

        private static readonly string Finished = $"UPDATE instance SET revision = revision + 1, journal_id = last_insert_rowid(), {SetClause(ended: true)} WHERE instance_id = $7";

        public override bool Start(GateScope scope, BurstCommit commit)
        {
            if (Insert(scope, First, commit.Instance).Execute() == 0)
            {
                return false;
            }

            scope.Statement(FirstEntry).Text(commit.Journal.InstanceId).Instant(commit.Journal.At).Bytes(commit.Journal.Entry).Later();
            return true;
        }

        public override bool Advance(GateScope scope, BurstCommit commit)
        {
            var journal = commit.Journal;
            if (scope.Statement(NextEntry).Instant(journal.At).Bytes(journal.Entry).Text(journal.InstanceId).Number(commit.ExpectedRevision).Execute() == 0)
            {
                return false;
            }

            Update(scope, Ended(commit) ? Finished : Running, commit.Instance).Later();
            return true;
        }
    }

    /// <summary>A heap takes rows at its end anyway; the primary key finds them.</summary>
    private sealed class OnPostgres : InstanceRow
    {
        private const string First =
            """
            INSERT INTO instance (instance_id, definition_id, version_id, status, sub_status, revision, created_at, updated_at, ended_at, correlation_id, name, parent_instance_id, activation_key, case_id, state)
            VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT DO NOTHING
            """;

        private const string Entry = "INSERT INTO journal (instance_id, seq, at, entry) VALUES ($1, $2, $3, $4)";

        private static readonly string Where = $" WHERE instance_id = $7 AND revision = $8 AND {string.Format(null, NotParked, "$7")}";

        private static readonly string Running = $"UPDATE instance SET revision = revision + 1, {SetClause(ended: false)}{Where}";

        private static readonly string Finished = $"UPDATE instance SET revision = revision + 1, {SetClause(ended: true)}{Where}";

        public override bool Start(GateScope scope, BurstCommit commit)
        {
            if (Insert(scope, First, commit.Instance).Execute() == 0)
            {
                return false;
            }

            AddEntry(scope, commit.Journal);
            return true;
        }

        public override bool Advance(GateScope scope, BurstCommit commit)
        {
            var changed = Update(scope, Ended(commit) ? Finished : Running, commit.Instance).Number(commit.ExpectedRevision)
                .MustChange(() => new BurstUndone(new RevisionConflict()));
            if (changed)
            {
                AddEntry(scope, commit.Journal);
            }

            return changed;
        }

        private static void AddEntry(GateScope scope, JournalRow journal) =>
            scope.Statement(Entry).Text(journal.InstanceId).Number(journal.Seq).Instant(journal.At).Bytes(journal.Entry).Later();
    }
}
