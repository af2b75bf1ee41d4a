using System.Data.Common;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

internal sealed class FileStore(CaseFlowStorage storage) : IFileStore
{
    /// <summary>So much is written by one item of the gate; other writers come in between.</summary>
    public const int PartLength = 512 * 1024;

    /// <summary>A file is given back page by page, so that few are removed by one item too.</summary>
    private const int OrphansAtOnce = 4;

    private const string Stored =
        """
        SELECT file_id, task_id, case_id, person_id, person_name, field, data_class, name, type, size, sha256, uploaded_at, submission_id
          FROM uploaded_file f
         WHERE stored_at IS NOT NULL
        """;

    public async Task Add(UploadedFileRow file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        await storage.Gate.Run(scope => Begin(scope, file), cancellationToken);
        for (var number = 0; number * PartLength < content.Length; number++)
        {
            var (at, bytes) = ((long)number, content.Slice(number * PartLength, Math.Min(PartLength, content.Length - (number * PartLength))).ToArray());
            await storage.Gate.Run(
                scope => scope.Command("INSERT INTO uploaded_file_part (file_id, part_no, content) VALUES (@file, @number, @content)")
                    .With("file", file.FileId).With("number", at).With("content", bytes).ExecuteNonQuery(),
                cancellationToken);
        }

        await storage.Gate.Run(
            scope => scope.Command("UPDATE uploaded_file SET stored_at = @at WHERE file_id = @file").With("at", file.UploadedAt).With("file", file.FileId).ExecuteNonQuery(),
            cancellationToken);
    }

    public Task<UploadedFileRow?> Find(Guid fileId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(Stored + " AND file_id = @id", command => command.With("id", fileId), Read, cancellationToken);

    public Task<IReadOnlyList<UploadedFileRow>> Unsent(Guid taskId, Guid personId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            Stored + " AND task_id = @task AND person_id = @person AND submission_id IS NULL ORDER BY uploaded_at, file_id",
            command => command.With("task", taskId).With("person", personId),
            Read,
            cancellationToken);

    public Task<IReadOnlyList<UploadedFileRow>> Sent(Guid caseId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            Stored + " AND case_id = @case AND submission_id IS NOT NULL ORDER BY uploaded_at, file_id",
            command => command.With("case", caseId),
            Read,
            cancellationToken);

    public Task<byte[]?> Part(Guid fileId, long number, CancellationToken cancellationToken = default) =>
        storage.Reads.First(
            "SELECT content FROM uploaded_file_part WHERE file_id = @id AND part_no = @number",
            command => command.With("id", fileId).With("number", number),
            reader => reader.Bytes(0),
            cancellationToken);

    public Task Remove(Guid fileId, Guid taskId, Guid personId, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("DELETE FROM uploaded_file WHERE file_id = @id AND task_id = @task AND person_id = @person AND submission_id IS NULL")
                .With("id", fileId).With("task", taskId).With("person", personId).ExecuteNonQuery(),
            cancellationToken);

    public async Task<int> RemoveOrphans(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        var candidates = await storage.Reads.List(
            """
            SELECT f.file_id, d.answers_json
              FROM uploaded_file f LEFT JOIN task_draft d ON d.task_id = f.task_id AND d.person_id = f.person_id
             WHERE f.submission_id IS NULL AND f.uploaded_at < @before
            """,
            command => command.With("before", before),
            reader => (Id: reader.GetGuid(0), Draft: reader.Text(1)),
            cancellationToken);
        var orphans = candidates.Where(one => one.Draft?.Contains(one.Id.ToString(), StringComparison.OrdinalIgnoreCase) != true).Select(one => one.Id).ToList();
        var removed = 0;
        foreach (var some in orphans.Chunk(OrphansAtOnce))
        {
            removed += await storage.Gate.Run(
                scope => some.Sum(id => scope.Command("DELETE FROM uploaded_file WHERE file_id = @id AND submission_id IS NULL").With("id", id).ExecuteNonQuery()),
                cancellationToken);
        }

        return removed;
    }

    /// <summary>Part of the burst that sends the answers: from here on the file is kept for good.</summary>
    public static void Send(WriteScope scope, FormSubmissionRow submission)
    {
        foreach (var file in submission.Files)
        {
            var kept = scope.Command("UPDATE uploaded_file SET submission_id = coalesce(submission_id, @submission) WHERE file_id = @file AND stored_at IS NOT NULL")
                .With("submission", submission.SubmissionId).With("file", file).ExecuteNonQuery();
            if (kept == 0)
            {
                throw new CaseRuleException("A file you uploaded is no longer kept. Go back to it, remove it and select it again.");
            }
        }
    }

    private static int Begin(WriteScope scope, UploadedFileRow file) =>
        scope.Command(
            """
            INSERT INTO uploaded_file (file_id, task_id, case_id, person_id, person_name, field, data_class, name, type, size, sha256, uploaded_at)
            VALUES (@id, @task, @case, @person, @by, @field, @class, @name, @type, @size, @hash, @at)
            """)
            .With("id", file.FileId).With("task", file.TaskId).With("case", file.CaseId).With("person", file.PersonId).With("by", file.PersonName)
            .With("field", file.Field).With("class", file.DataClass.ToString()).With("name", file.Name).With("type", file.Type)
            .With("size", file.Size).With("hash", file.Sha256).With("at", file.UploadedAt)
            .ExecuteNonQuery();

    private static UploadedFileRow Read(DbDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetGuid(1),
        reader.Id(2),
        reader.GetGuid(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.Named<DataClass>(6),
        reader.GetString(7),
        reader.GetString(8),
        reader.GetInt64(9),
        reader.GetString(10),
        reader.Instant(11),
        reader.Id(12));
}
