using System.Collections.Immutable;
using System.Security.Cryptography;
using CaseFlow.Activities.Forms;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tasks;

/// <summary>A file somebody wants to answer a question with, found to be what it says it is.</summary>
public sealed record NewFile(string Path, FormField Top, string Name, FileType Type, byte[] Content);

/// <summary>The files among a task's answers.</summary>
public sealed class TaskFiles(IFileStore files, TimeProvider clock)
{
    /// <summary>Keeps a file for a task. The same file sent twice (a double click, a page sent again) is kept once.</summary>
    public async Task<FileAnswer> Keep(TaskRow task, NewFile file, Guid personId, string personName, CancellationToken cancellationToken = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content));
        var field = string.Join('.', file.Path.Split('.').Select(step => step.Split('[')[0]));
        var unsent = await files.Unsent(task.TaskId, personId, cancellationToken);
        if (unsent.FirstOrDefault(one => one.Sha256 == hash && one.Name == file.Name && one.Type == file.Type.Name && one.Field == field) is { } same)
        {
            return Answer(same);
        }

        var at = clock.GetUtcNow();
        var row = new UploadedFileRow(
            Guid.CreateVersion7(at), task.TaskId, task.CaseId, personId, personName, field, file.Top.DataClass, file.Name, file.Type.Name, file.Content.Length, hash, at, SubmissionId: null);
        await files.Add(row, file.Content, cancellationToken);
        return Answer(row);
    }

    /// <summary>What this person has uploaded for the task and not sent, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, FileAnswer>> Unsent(Guid taskId, Guid personId, CancellationToken cancellationToken = default) =>
        (await files.Unsent(taskId, personId, cancellationToken)).ToDictionary(row => row.FileId, Answer);

    /// <summary>Takes away what was in the answers before and no longer is; what was ever sent stays.</summary>
    public async Task RemoveDropped(TaskRow task, IEnumerable<Guid> before, IEnumerable<Guid> now, Guid personId, CancellationToken cancellationToken = default)
    {
        foreach (var id in before.Except(now).ToList())
        {
            await files.Remove(id, task.TaskId, personId, cancellationToken);
        }
    }

    /// <summary>What is wrong with the files among answers that are to be sent: each must be one that this person uploaded here, or sent in this case before.</summary>
    internal async Task<ImmutableArray<AnswerProblem>> Check(TaskRow task, Guid personId, IEnumerable<PlacedFile> placed, CancellationToken cancellationToken)
    {
        var problems = ImmutableArray.CreateBuilder<AnswerProblem>();
        foreach (var one in placed)
        {
            var row = await files.Find(one.File.Id, cancellationToken);
            var isTheirs = row is not null && row.PersonId == personId && Answer(row) == one.File
                && (row.TaskId == task.TaskId || row.SubmissionId is not null && row.CaseId is not null && row.CaseId == task.CaseId);
            if (!isTheirs)
            {
                problems.Add(new(one.Path, $"{one.File.Name} is no longer kept. Remove it and select it again"));
            }
        }

        return problems.ToImmutable();
    }

    private static FileAnswer Answer(UploadedFileRow row) => new(row.FileId, row.Name, row.Type, row.Size, row.Sha256);
}
