using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Files;
using CaseFlow.Workflows.Tasks;
using FormProblem = CaseFlow.Activities.Forms.AnswerProblem;

namespace CaseFlow.Host.Tasks;

/// <summary>What came of the files of one post: the answers with them in place, and what is wrong with the others.</summary>
public sealed record TaskUpload(FormAnswers Answers, ImmutableArray<FormProblem> Problems)
{
    public bool IsWhole => Problems.IsEmpty;

    public FormCheck Check => new(Problems, []);

    /// <summary>What is wrong with the files and with the other answers, in the order of the page.</summary>
    public FormCheck And(FormCheck check, FormDefinition form) => Problems.IsEmpty ? check : check with
    {
        Problems = [.. Problems.Concat(check.Problems.Where(problem => Problems.All(file => file.Path != problem.Path))).OrderBy(problem => FormPath.PlaceIn(form, problem.Path))],
    };
}

/// <summary>
/// Takes the files posted with a task's page. A file once uploaded stays until it is removed or replaced by name: a page
/// drawn before it was uploaded, or the page's script saving in between, does not take it away.
/// </summary>
public sealed class TaskUploads(TaskFiles files, UploadOptions options, CurrentViewer viewer)
{
    private const string Suffix = ".upload";

    /// <summary>The page's answers as posted, with the files that could be kept.</summary>
    /// <param name="opened">The task with its answers as they stood.</param>
    /// <param name="fields">The questions on the page.</param>
    /// <param name="partId">The part they are of, for the messages.</param>
    public async Task<TaskUpload> Take(OpenedTask opened, ImmutableArray<FormField> fields, string partId, TaskPost post, CancellationToken cancellationToken)
    {
        var known = FileAnswers.AreAskedFor(fields) ? await Known(opened, cancellationToken) : new Dictionary<Guid, FileAnswer>();
        var problems = ImmutableArray.CreateBuilder<FormProblem>();
        var taken = new Dictionary<string, FileAnswer>(StringComparer.Ordinal);
        var posts = post.Pairs.Select(pair => Guid.TryParse(pair.Value, out var id) ? id : Guid.Empty).ToHashSet();
        var room = opened.Form is { } form ? options.MostPerForm - FileAnswers.In(form, opened.Answers).Count() : 0;
        foreach (var posted in post.Files.Where(file => file.Name.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            var path = posted.Name[..^Suffix.Length];
            if (FileAnswers.Question(fields, path) is not ({ } top, { } field) || post.Remove is { } row && path.StartsWith(row + ".", StringComparison.Ordinal))
            {
                continue;
            }

            var (file, problem) = Check(opened, post, posted, path, top, field);
            if (file is not null && FileAnswer.Read(opened.Answers.Find(path)) is null && --room < 0)
            {
                (file, problem) = (null, $"You can upload up to {options.MostPerForm} files with this form. Remove one before you upload another");
            }

            if (file is not null)
            {
                try
                {
                    taken[path] = await files.Keep(opened.Task, file, opened.ViewerId, viewer.Viewer!.Name, cancellationToken);
                }
                catch (StorageException exception)
                {
                    problem = $"The file was not uploaded. {exception.Message}";
                }
            }

            if (problem is not null)
            {
                problems.Add(new(path, partId, problem, path));
            }
        }

        if (post is { SentFile: { } asked, IsTrusted: true } && !taken.ContainsKey(asked) && problems.All(problem => problem.Path != asked) && FileAnswers.Question(fields, asked) is ({ }, { } question))
        {
            problems.Add(new(asked, partId, $"Select {question.Subject} before you press “Upload”", asked));
        }

        var answers = PostedAnswers.Read(fields, post.Pairs, post.StaysOnPage || problems.Count > 0, At);
        return new TaskUpload(problems.Count > 0 ? answers : post.Edited(answers), problems.ToImmutable());

        JsonNode? At(string path, Guid? id)
        {
            if (taken.TryGetValue(path, out var uploaded))
            {
                return uploaded.ToJson();
            }

            return path == post.RemovedFile ? null
                : id is { } kept && known.TryGetValue(kept, out var before) ? before.ToJson()
                : opened.Answers.Find(path) is { } stood && (FileAnswer.Read(stood) is not { } file || !posts.Contains(file.Id)) ? stood.DeepClone() : null;
        }
    }

    /// <summary>Takes away what is in the answers no more.</summary>
    public Task RemoveDropped(OpenedTask before, FormAnswers now, CancellationToken cancellationToken) =>
        files.RemoveDropped(before.Task, Ids(before.Form!, before.Answers), Ids(before.Form!, now), before.ViewerId, cancellationToken);

    private (NewFile? File, string? Problem) Check(OpenedTask opened, TaskPost post, PostedFile posted, string path, FormField top, FormField field)
    {
        if (!post.IsTrusted)
        {
            return (null, "The file was not uploaded. Select it again");
        }

        return opened.IsMine ? FileCheck.Of(posted, path, top, field, options) : (null, null);
    }

    private async Task<Dictionary<Guid, FileAnswer>> Known(OpenedTask opened, CancellationToken cancellationToken)
    {
        var known = new Dictionary<Guid, FileAnswer>(await files.Unsent(opened.Task.TaskId, opened.ViewerId, cancellationToken));
        foreach (var placed in FileAnswers.In(opened.Form!, opened.Answers))
        {
            known[placed.File.Id] = placed.File;
        }

        return known;
    }

    private static IEnumerable<Guid> Ids(FormDefinition form, FormAnswers answers) => FileAnswers.In(form, answers).Select(placed => placed.File.Id);
}
