using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CaseFlow.Cases.People;
using CaseFlow.Engine.Execution;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>What the invariant checker reads: each query finds rows that break a promise, and gives (instance, what is wrong).</summary>
internal sealed class IntegrityStore(CaseFlowStorage storage) : IIntegrityStore
{
    private const string Audits =
        """
        SELECT i.instance_id, i.definition_id, i.version_id, i.revision, i.case_id, i.parent_instance_id, p.at, i.state, i.status,
               coalesce(w.waits, 0),
               (SELECT count(*) FROM task t WHERE t.instance_id = i.instance_id AND t.status = 'Open'),
               (SELECT count(*) FROM timer m WHERE m.owner_id = i.instance_id),
               (SELECT count(*) FROM incident n WHERE n.instance_id = i.instance_id AND n.closed_at IS NULL),
               (SELECT count(*) FROM stimulus_inbox s WHERE s.target_instance_id = i.instance_id)
                 + (SELECT count(*) FROM stimulus_inbox s WHERE s.parent_instance_id = i.instance_id)
                 + (SELECT count(*) FROM instance c WHERE c.parent_instance_id = i.instance_id AND c.status = 'Running')
          FROM instance i LEFT JOIN parked_instance p ON p.instance_id = i.instance_id
          LEFT JOIN (SELECT instance_id, count(*) AS waits FROM wait GROUP BY instance_id) w ON w.instance_id = i.instance_id
         ORDER BY i.instance_id
        """;

    // Counted once for all: to look for the entries of each task would take longer with each task that a person completed.
    private const string Audited =
        "(SELECT subject, person_id, count(*) AS entries FROM audit_entry WHERE action = 'task.completed' GROUP BY subject, person_id)";

    private const string Completed =
        """
        SELECT t.instance_id, t.wait_id, t.completed_by_id, t.ended_at, t.completed_as, t.candidates,
               r.id, r.person_id, r.role, r.school_id, r.partnership_id, r.authority, r.organisation_name, r."from", r."to", r.closed_at
          FROM task t LEFT JOIN role_assignment r ON r.id = t.completed_assignment_id
         WHERE t.status = 'Completed'
        """;

    private static readonly (string Invariant, string Sql)[] Numbers =
    [
        ("I3", "SELECT count(*) FROM journal"),
        ("I6", "SELECT count(*) FROM timer"),
        ("I7", "SELECT count(*) FROM outbox"),
        ("I10", "SELECT count(*) FROM instance"),
        ("I11", "SELECT count(*) FROM instance WHERE status = 'Finished'"),
    ];

    private static readonly (string Invariant, string Sql)[] Checks =
    [
        ("I3", "SELECT instance_id, 'The journal has a gap: ' || count(*) || ' rows up to ' || max(seq) FROM journal GROUP BY instance_id HAVING count(*) <> max(seq) OR min(seq) <> 1"),
        ("I3", "SELECT i.instance_id, 'The instance is at revision ' || i.revision || ', which is not the end of its journal' FROM instance i LEFT JOIN (SELECT instance_id, max(seq) AS newest FROM journal GROUP BY instance_id) j ON j.instance_id = i.instance_id WHERE i.revision <> coalesce(j.newest, 0)"),
        ("I3", "SELECT j.instance_id, 'The journal belongs to no instance' FROM journal j WHERE j.seq = 1 AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.instance_id = j.instance_id)"),
        ("I5", "SELECT instance_id, 'The task of wait ' || wait_id || ' is completed by nobody' FROM task WHERE status = 'Completed' AND (completed_by_id IS NULL OR outcome IS NULL OR ended_at IS NULL)"),
        ("I5", "SELECT t.instance_id, 'The task of wait ' || t.wait_id || ' names answers that are not there' FROM task t WHERE t.submission_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM form_submission s WHERE s.submission_id = t.submission_id)"),
        ("I5", "SELECT t.instance_id, 'The task of wait ' || t.wait_id || ' has answers more than once' FROM form_submission s JOIN task t ON t.task_id = s.task_id GROUP BY t.task_id, t.instance_id, t.wait_id HAVING count(*) > 1"),
        ("I5", $"SELECT t.instance_id, 'The task of wait ' || t.wait_id || ' was completed once, and its completion stands in the audit log ' || coalesce(a.entries, 0) || ' times' FROM task t LEFT JOIN {Audited} a ON a.subject = 'task:' || lower(CAST(t.task_id AS text)) AND a.person_id = t.completed_by_id WHERE t.status = 'Completed' AND t.completed_as <> 'not recorded' AND coalesce(a.entries, 0) <> 1"),
        ("I6", "SELECT owner_id, 'The timer ' || timer_id || ' could be taken before it is due' FROM timer WHERE ready_at < due"),
        ("I7", "SELECT instance_id, 'The email ' || message || ' ' || offset_name || ' of ' || execution_id || ' is there ' || count(*) || ' times' FROM outbox GROUP BY instance_id, activity_id, execution_id, message, offset_name, recipient HAVING count(*) > 1"),
        ("I10", "SELECT i.instance_id, 'Its version ' || i.version_id || ' does not exist' FROM instance i WHERE NOT EXISTS (SELECT 1 FROM workflow_version v WHERE v.version_id = i.version_id)"),
        ("I10", "SELECT NULL, 'The version ' || p.version_id || ' pins ' || p.name || ', whose content is not there' FROM workflow_pin p WHERE NOT EXISTS (SELECT 1 FROM pinned_content c WHERE c.hash = p.hash)"),
        ("I11", "SELECT i.instance_id, 'It has ended, and waits for ' || w.wait_id FROM instance i JOIN wait w ON w.instance_id = i.instance_id WHERE i.status = 'Finished'"),
        ("I11", "SELECT i.instance_id, 'It has ended, and has the timer ' || t.timer_id FROM instance i JOIN timer t ON t.owner_id = i.instance_id WHERE i.status = 'Finished'"),
        ("I11", "SELECT i.instance_id, 'It has ended, and has the open task of wait ' || t.wait_id FROM instance i JOIN task t ON t.instance_id = i.instance_id WHERE i.status = 'Finished' AND t.status = 'Open'"),
        ("I11", "SELECT i.instance_id, 'It has ended, and has the open incident ' || n.incident_id FROM instance i JOIN incident n ON n.instance_id = i.instance_id WHERE i.status = 'Finished' AND n.closed_at IS NULL"),
        ("I11", "SELECT t.instance_id, 'The task of wait ' || t.wait_id || ' is not open, and stands in the inbox' FROM task t JOIN task_candidate c ON c.task_id = t.task_id WHERE t.status <> 'Open'"),
    ];

    private static readonly (string Invariant, string Sql)[] SqliteChecks =
    [
        ("I3", "SELECT i.instance_id, 'Its newest row of the journal is not the one it names' FROM instance i LEFT JOIN journal j ON j.journal_id = i.journal_id WHERE j.instance_id IS NOT i.instance_id OR j.seq <> i.revision"),
        ("I3", "SELECT j.instance_id, 'Row ' || j.seq || ' of the journal does not follow the row before it' FROM journal j LEFT JOIN journal p ON p.journal_id = j.previous_id WHERE (j.seq > 1 AND (p.instance_id IS NOT j.instance_id OR p.seq IS NOT j.seq - 1)) OR (j.seq = 1 AND j.previous_id IS NOT NULL)"),
        ("I12", "SELECT NULL, integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        ("I12", "SELECT NULL, 'A row of ' || \"table\" || ' points to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check"),
    ];

    public async IAsyncEnumerable<InstanceAudit> Instances([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var session = await storage.Reads.Open(cancellationToken);
        await using var reader = await session.Command(Audits).ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new InstanceAudit(
                InstanceStore.ReadStored(reader), (int)reader.Named<WorkflowStatus>(8), Int(reader, 9), Int(reader, 10), Int(reader, 11), Int(reader, 12), Int(reader, 13));
        }
    }

    public async Task<IReadOnlyList<Violation>> CheckTables(CancellationToken cancellationToken = default)
    {
        var violations = new List<Violation>();
        foreach (var (invariant, sql) in storage.Provider == StorageProvider.Sqlite ? [.. Checks, .. SqliteChecks] : Checks)
        {
            violations.AddRange(await storage.Reads.List(sql, _ => { }, reader => new Violation(invariant, reader.Text(0), reader.GetString(1)), cancellationToken));
        }

        return violations;
    }

    public bool CanCheckFile => storage.Provider == StorageProvider.Sqlite;

    public async Task<IReadOnlyList<(string Invariant, long Number)>> Counts(CancellationToken cancellationToken = default)
    {
        var counts = new List<(string, long)> { ("I12", CanCheckFile ? 1 : 0) };
        foreach (var (invariant, sql) in Numbers)
        {
            counts.Add((invariant, await storage.Reads.Number(sql, _ => { }, cancellationToken) ?? 0));
        }

        return counts;
    }

    public async IAsyncEnumerable<TaskCompletion> Completions([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var session = await storage.Reads.Open(cancellationToken);
        await using var reader = await session.Command(Completed).ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new TaskCompletion(
                reader.GetString(0), reader.GetString(1), reader.Id(2), reader.OptionalInstant(3), reader.Text(4),
                JsonSerializer.Deserialize(reader.GetString(5), TaskJson.Default.ImmutableArrayTaskCandidate), Assignment(reader));
        }
    }

    public Task<IReadOnlyList<CompletedWait>> CompletedWaits(string instanceId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            "SELECT wait_id, completed_by_id, outcome FROM task WHERE instance_id = @id AND status = 'Completed'",
            command => command.With("id", instanceId),
            reader => new CompletedWait(reader.GetString(0), reader.Id(1), reader.Text(2)),
            cancellationToken);

    public async IAsyncEnumerable<EmailSent> Emails([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var session = await storage.Reads.Open(cancellationToken);
        await using var reader = await session.Command("SELECT outbox_id, instance_id, status FROM outbox").ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new EmailSent(reader.GetGuid(0), reader.GetString(1), reader.GetString(2) == "Sent");
        }
    }

    private static RoleAssignment? Assignment(DbDataReader reader) => reader.Id(6) is not { } id ? null : new()
    {
        Id = id,
        PersonId = reader.GetGuid(7),
        Role = reader.GetString(8),
        SchoolId = reader.Id(9),
        PartnershipId = reader.Id(10),
        Authority = reader.Text(11),
        OrganisationName = reader.Text(12),
        From = reader.GetFieldValue<DateOnly>(13),
        To = reader.Date(14),
        ClosedAt = reader.OptionalInstant(15),
    };

    private static int Int(DbDataReader reader, int column) => (int)reader.GetInt64(column);
}
