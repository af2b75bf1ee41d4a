using CaseFlow.Cases.Access;

namespace CaseFlow.Workflows.Storage;

/// <summary>Uploaded files. No read but <see cref="Part"/> touches content.</summary>
public interface IFileStore
{
    /// <summary>
    /// Keeps a file. Its content goes through the gate in parts, so that no burst waits for a large one; until the last
    /// part is there the file is not found, and what is left of one that was not finished is an orphan.
    /// </summary>
    Task Add(UploadedFileRow file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    Task<UploadedFileRow?> Find(Guid fileId, CancellationToken cancellationToken = default);

    /// <summary>What the person has uploaded for the task and not sent.</summary>
    Task<IReadOnlyList<UploadedFileRow>> Unsent(Guid taskId, Guid personId, CancellationToken cancellationToken = default);

    /// <summary>The case's files that were sent, by when they were uploaded.</summary>
    Task<IReadOnlyList<UploadedFileRow>> Sent(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>A part of the content by number from 0, or null after the last.</summary>
    Task<byte[]?> Part(Guid fileId, long number, CancellationToken cancellationToken = default);

    /// <summary>Removes a file that this person uploaded for this task and has not sent; any other stays.</summary>
    Task Remove(Guid fileId, Guid taskId, Guid personId, CancellationToken cancellationToken = default);

    /// <summary>Removes files from before the instant that were never sent and are in no draft. Gives how many.</summary>
    Task<int> RemoveOrphans(DateTimeOffset before, CancellationToken cancellationToken = default);
}

/// <summary>An uploaded file without its content.</summary>
/// <param name="Field">The path of the question without row numbers.</param>
/// <param name="DataClass">Which row of the access matrix decides who may read it.</param>
/// <param name="Type">Of the types a form may take, by name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
/// <param name="SubmissionId">The answers it was first sent with; null while it is in a draft.</param>
public sealed record UploadedFileRow(
    Guid FileId, Guid TaskId, Guid? CaseId, Guid PersonId, string PersonName, string Field, DataClass DataClass, string Name, string Type, long Size, string Sha256, DateTimeOffset UploadedAt,
    Guid? SubmissionId);
