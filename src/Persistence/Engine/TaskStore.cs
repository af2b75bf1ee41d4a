using CaseFlow.Cases.Audit;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

internal sealed class TaskStore(CaseFlowStorage storage) : ITaskStore
{
    private const string Submitted = "SELECT submission_id, task_id, instance_id, case_id, form_name, form_hash, answers_json, person_id, person_name, at FROM form_submission";

    private readonly TaskInbox _inbox = new(storage);

    public Task<TaskRow?> Find(Guid taskId, CancellationToken cancellationToken = default) =>
        storage.Reads.First($"SELECT {TaskRows.Columns} FROM task t WHERE t.task_id = @id", command => command.With("id", taskId), TaskRows.Read, cancellationToken);

    public Task<TaskRow?> OfWait(string instanceId, string waitId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(
            $"SELECT {TaskRows.Columns} FROM task t WHERE t.instance_id = @instance AND t.wait_id = @wait",
            command => command.With("instance", instanceId).With("wait", waitId),
            TaskRows.Read,
            cancellationToken);

    public Task<IReadOnlyList<TaskRow>> ForCase(Guid caseId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            $"SELECT {TaskRows.Columns} FROM task t WHERE t.case_id = @case ORDER BY CASE t.status WHEN 'Open' THEN 0 ELSE 1 END, t.opened_at, t.task_id",
            command => command.With("case", caseId),
            TaskRows.Read,
            cancellationToken);

    public Task<IReadOnlyList<string>?> Kinds(TaskQuery query, int most, CancellationToken cancellationToken = default) => _inbox.Kinds(query, most, cancellationToken);

    public Task<IReadOnlyList<TaskRow>> Page(TaskQuery query, CancellationToken cancellationToken = default) => _inbox.Page(query, cancellationToken);

    public Task<TaskCounts> Count(TaskQuery query, CancellationToken cancellationToken = default) => _inbox.Count(query, cancellationToken);

    public Task<bool> SetHolder(Guid taskId, long version, Guid? holderId, string? holderName, AuditEntry? audit = null, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope =>
            {
                var set = scope.Command("UPDATE task SET holder_id = @holder, holder_name = @name, version = version + 1 WHERE task_id = @id AND status = 'Open' AND version = @version")
                    .With("holder", holderId).With("name", holderName).With("id", taskId).With("version", version).ExecuteNonQuery() == 1;
                if (set)
                {
                    scope.Command("UPDATE task_candidate SET holder_id = @holder WHERE task_id = @id").With("holder", holderId).With("id", taskId).ExecuteNonQuery();
                    if (audit is not null)
                    {
                        scope.Audit(audit);
                    }
                }

                return set;
            },
            cancellationToken);

    public Task<bool> SetFollowUp(Guid taskId, long version, DateOnly? followUp, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope =>
            {
                var set = scope.Command("UPDATE task SET follow_up = @day WHERE task_id = @id AND status = 'Open' AND version = @version")
                    .With("day", followUp).With("id", taskId).With("version", version).ExecuteNonQuery() == 1;
                if (set)
                {
                    scope.Command("UPDATE task_candidate SET follow_up = @day WHERE task_id = @id").With("day", followUp).With("id", taskId).ExecuteNonQuery();
                }

                return set;
            },
            cancellationToken);

    public Task<TaskDraftRow?> Draft(Guid taskId, Guid personId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(
            "SELECT task_id, person_id, answers_json, saved_at FROM task_draft WHERE task_id = @task AND person_id = @person",
            command => command.With("task", taskId).With("person", personId),
            reader => new TaskDraftRow(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.Instant(3)),
            cancellationToken);

    public Task SaveDraft(TaskDraftRow draft, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command(
                """
                INSERT INTO task_draft (task_id, person_id, answers_json, saved_at) VALUES (@task, @person, @answers, @at)
                ON CONFLICT (task_id, person_id) DO UPDATE SET answers_json = excluded.answers_json, saved_at = excluded.saved_at
                """)
                .With("task", draft.TaskId).With("person", draft.PersonId).With("answers", draft.AnswersJson).With("at", draft.SavedAt).ExecuteNonQuery(),
            cancellationToken);

    public Task DeleteDraft(Guid taskId, Guid personId, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("DELETE FROM task_draft WHERE task_id = @task AND person_id = @person").With("task", taskId).With("person", personId).ExecuteNonQuery(),
            cancellationToken);

    public Task<FormSubmissionRow?> Submission(Guid submissionId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(Submitted + " WHERE submission_id = @id", command => command.With("id", submissionId), ReadSubmission, cancellationToken);

    public Task<FormSubmissionRow?> LatestSubmission(Guid caseId, string formName, CancellationToken cancellationToken = default) =>
        storage.Reads.First(
            Submitted + " WHERE case_id = @case AND form_name = @form ORDER BY at DESC, submission_id DESC LIMIT 1",
            command => command.With("case", caseId).With("form", formName),
            ReadSubmission,
            cancellationToken);

    private static FormSubmissionRow ReadSubmission(System.Data.Common.DbDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetGuid(1),
        reader.GetString(2),
        reader.Id(3),
        reader.Text(4),
        reader.Text(5),
        reader.GetString(6),
        reader.GetGuid(7),
        reader.GetString(8),
        reader.Instant(9));
}
