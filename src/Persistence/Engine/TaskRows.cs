using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>Tasks as a burst writes them, and as they are read.</summary>
internal static class TaskRows
{
    public const string Columns =
        """
        t.task_id, t.instance_id, t.wait_id, t.execution_id, t.activity_id, t.version_id, t.case_id, t.case_reference, t.title, t.safe_title,
        t.instructions, t.form_name, t.form_hash, t.outcomes, t.candidates, t.due, t.due_explanation, t.follow_up, t.status, t.holder_id,
        t.holder_name, t.version, t.opened_at, t.escalated_at, t.ended_at, t.completed_by_id, t.completed_by_name, t.outcome, t.submission_id
        """;

    private const string Open =
        """
        INSERT INTO task (task_id, instance_id, wait_id, execution_id, activity_id, version_id, case_id, case_reference, title, safe_title, instructions, form_name, form_hash, outcomes, candidates, due, due_explanation, follow_up, status, holder_id, holder_name, version, opened_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'Open', $19, $20, $21, $22)
        """;

    private const string AddCandidate =
        "INSERT INTO task_candidate (task_id, rung, seat, due, holder_id, follow_up) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";

    private const string AddSubmission =
        """
        INSERT INTO form_submission (submission_id, task_id, instance_id, case_id, form_name, form_hash, answers_json, person_id, person_name, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public static void Write(WriteScope scope, BurstCommit commit)
    {
        foreach (var task in commit.TasksOpened)
        {
            Add(scope, task);
        }

        foreach (var wait in commit.TasksWithdrawn)
        {
            Withdraw(scope, commit, wait);
        }

        foreach (var escalation in commit.TasksEscalated)
        {
            Escalate(scope, commit.Instance.InstanceId, escalation);
        }

        if (commit.Submission is { } submission)
        {
            Submit(scope, submission);
            FileStore.Send(scope, submission);
        }
    }

    public static TaskRow? Find(WriteScope scope, Guid taskId)
    {
        using var reader = scope.Command($"SELECT {Columns} FROM task t WHERE t.task_id = @id").With("id", taskId).ExecuteReader();
        return reader.Read() ? Read(reader) : null;
    }

    public static TaskRow Read(DbDataReader reader) => new()
    {
        TaskId = reader.GetGuid(0),
        InstanceId = reader.GetString(1),
        WaitId = reader.GetString(2),
        ExecutionId = reader.GetString(3),
        ActivityId = reader.GetString(4),
        VersionId = reader.GetString(5),
        CaseId = reader.Id(6),
        CaseReference = reader.Text(7),
        Title = reader.GetString(8),
        SafeTitle = reader.GetString(9),
        Instructions = reader.Text(10),
        FormName = reader.Text(11),
        FormHash = reader.Text(12),
        Outcomes = JsonSerializer.Deserialize(reader.GetString(13), TaskJson.Default.ImmutableArrayString),
        Candidates = JsonSerializer.Deserialize(reader.GetString(14), TaskJson.Default.ImmutableArrayTaskCandidate),
        Due = reader.OptionalInstant(15),
        DueExplanation = reader.Text(16),
        FollowUp = reader.Date(17),
        Status = reader.Named<TaskState>(18),
        HolderId = reader.Id(19),
        HolderName = reader.Text(20),
        Version = reader.GetInt64(21),
        OpenedAt = reader.Instant(22),
        EscalatedAt = reader.OptionalInstant(23),
        EndedAt = reader.OptionalInstant(24),
        CompletedById = reader.Id(25),
        CompletedByName = reader.Text(26),
        Outcome = reader.Text(27),
        SubmissionId = reader.Id(28),
    };

    /// <summary>A role at a place as one column, which the inbox finds by.</summary>
    public static string Seat(string role, string place) => role + " " + place;

    private static void Add(WriteScope scope, TaskRow task)
    {
        scope.Statement(Open)
            .Id(task.TaskId).Text(task.InstanceId).Text(task.WaitId).Text(task.ExecutionId).Text(task.ActivityId).Text(task.VersionId)
            .Id(task.CaseId).Text(task.CaseReference).Text(task.Title).Text(task.SafeTitle).Text(task.Instructions)
            .Text(task.FormName).Text(task.FormHash)
            .Text(JsonSerializer.Serialize(task.Outcomes, TaskJson.Default.ImmutableArrayString)).Text(Json(task.Candidates))
            .Instant(task.Due).Text(task.DueExplanation).Date(task.FollowUp)
            .Id(task.HolderId).Text(task.HolderName).Number(task.Version).Instant(task.OpenedAt)
            .Later();
        foreach (var candidate in task.Candidates)
        {
            scope.Statement(AddCandidate)
                .Id(task.TaskId).Number(candidate.Rung).Text(Seat(candidate.Role, candidate.Place))
                .Number(task.Due?.ToUnixTimeMilliseconds() ?? long.MaxValue).Id(task.HolderId).Date(task.FollowUp)
                .Later();
        }
    }

    private static void Withdraw(WriteScope scope, BurstCommit commit, string wait)
    {
        var id = scope.Command("UPDATE task SET status = 'Withdrawn', ended_at = @at WHERE instance_id = @instance AND wait_id = @wait AND status = 'Open' RETURNING task_id")
            .With("at", commit.Instance.At).With("instance", commit.Instance.InstanceId).With("wait", wait)
            .ExecuteScalar();
        if (id is not null)
        {
            scope.Command("DELETE FROM task_candidate WHERE task_id = @task").With("task", id).ExecuteNonQuery();
        }
    }

    private static void Escalate(WriteScope scope, string instance, TaskEscalation escalation)
    {
        Guid id;
        ImmutableArray<TaskCandidate> candidates;
        using (var reader = scope.Command("UPDATE task SET escalated_at = @at WHERE instance_id = @instance AND wait_id = @wait AND status = 'Open' RETURNING task_id, candidates")
            .With("at", escalation.At).With("instance", instance).With("wait", escalation.WaitId).ExecuteReader())
        {
            if (!reader.Read())
            {
                return;
            }

            id = reader.GetGuid(0);
            candidates = JsonSerializer.Deserialize(reader.GetString(1), TaskJson.Default.ImmutableArrayTaskCandidate);
        }

        var added = escalation.Candidate with { Rung = 0 };
        scope.Command("UPDATE task SET candidates = @candidates WHERE task_id = @task")
            .With("candidates", Json(candidates.Contains(added) ? candidates : candidates.Add(added))).With("task", id)
            .ExecuteNonQuery();
        scope.Command(
            """
            INSERT INTO task_candidate (task_id, rung, seat, due, holder_id, follow_up)
            SELECT task_id, 0, @seat, coalesce(due, @none), holder_id, follow_up FROM task WHERE task_id = @task
            ON CONFLICT DO NOTHING
            """)
            .With("seat", Seat(added.Role, added.Place)).With("none", long.MaxValue).With("task", id)
            .ExecuteNonQuery();
    }

    private static void Submit(WriteScope scope, FormSubmissionRow submission) =>
        scope.Statement(AddSubmission)
            .Id(submission.SubmissionId).Id(submission.TaskId).Text(submission.InstanceId).Id(submission.CaseId)
            .Text(submission.FormName).Text(submission.FormHash).Text(submission.AnswersJson)
            .Id(submission.PersonId).Text(submission.PersonName).Instant(submission.At)
            .Later();

    private static string Json(ImmutableArray<TaskCandidate> candidates) => JsonSerializer.Serialize(candidates, TaskJson.Default.ImmutableArrayTaskCandidate);
}
