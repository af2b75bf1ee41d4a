using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Files;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Host.Tasks;

/// <summary>
/// The posts of a task's pages. Whatever goes wrong (a rule, an expired page, a lost race, a full disk), the answer is
/// the same form with what was typed in it, or the task's page with it kept beneath.
/// </summary>
public static class TaskEndpoints
{
    public static IHostApplicationBuilder AddTaskPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<TaskOpening>();
        builder.Services.AddScoped<TaskBackgroundReading>();
        builder.Services.AddScoped<TaskUploads>();
        return builder;
    }

    public static WebApplication MapTaskPages(this WebApplication app)
    {
        app.MapPost("/tasks/{id:guid}", Answer).WithOrder(-1);
        app.MapPost("/tasks/{id:guid}/parts/{partId}", AnswerPart).WithOrder(-1);
        app.MapPost("/tasks/{id:guid}/check-answers", Send).WithOrder(-1);
        app.MapPost("/tasks/{id:guid}/claim", Claim);
        app.MapPost("/tasks/{id:guid}/release", Release);
        return app;
    }

    [KeepsTyping, TakesFiles]
    private static async Task<IResult> Answer(Guid id, HttpContext http, TaskOpening opening, TaskService tasks, TaskUploads uploads)
    {
        if (await opening.Open(id, http.RequestAborted) is not { IsInParts: false } before)
        {
            return Results.NotFound();
        }

        var (post, part) = (new TaskPost(http.PostedForm()), before.Form?.Parts[0]);
        var upload = await uploads.Take(before, part?.Fields ?? [], part?.Id ?? "", post, http.RequestAborted);
        var opened = Answered(before, part, upload, post);
        return await Keeping<TaskPage>(opened, post, async () =>
        {
            if (upload.IsWhole && (post.Outcome is null || !opened.IsMine))
            {
                return await SaveThen(opened, post, tasks, uploads, before, http, post.StaysOnPage ? PlaceAddress(opened.Address, post) : opened.Address + "?saved=1");
            }

            var check = post.Outcome is { } outcome ? upload.And(opened.CheckFor(outcome), opened.Form!) : upload.Check;
            if (!check.IsValid)
            {
                await tasks.SaveDraft(id, opened.Answers.Json.ToJsonString(), opened.ViewerId, http.RequestAborted);
                return Draw<TaskPage>(opened with { Check = check });
            }

            return await Complete<TaskPage>(opened, post.Version, post.Outcome!, tasks, http);
        });
    }

    [KeepsTyping, TakesFiles]
    private static async Task<IResult> AnswerPart(Guid id, string partId, HttpContext http, TaskOpening opening, TaskService tasks, TaskUploads uploads)
    {
        if (await opening.Open(id, http.RequestAborted) is not { IsInParts: true } before || before.Form?.Part(partId) is not { } part)
        {
            return Results.NotFound();
        }

        var post = new TaskPost(http.PostedForm());
        var upload = await uploads.Take(before, part.Fields, part.Id, post, http.RequestAborted);
        var opened = Answered(before, part, upload, post);
        return await Keeping<TaskPartPage>(opened, post, part.Id, async () =>
        {
            var check = post.Continues && opened.IsMine ? upload.And(FormValidator.Validate(opened.Form!, opened.Answers, opened.Context, part.Id), opened.Form!) : upload.Check;
            if (check.IsValid)
            {
                return await SaveThen(opened, post, tasks, uploads, before, http, Next(opened, post, part.Id));
            }

            await tasks.SaveDraft(id, opened.Answers.Json.ToJsonString(), opened.ViewerId, http.RequestAborted);
            return Draw<TaskPartPage>(opened with { Check = check }, part.Id);
        });
    }

    private static async Task<IResult> Send(Guid id, HttpContext http, TaskOpening opening, TaskService tasks)
    {
        if (await opening.Open(id, http.RequestAborted) is not { IsInParts: true } opened)
        {
            return Results.NotFound();
        }

        var post = new TaskPost(http.PostedForm());
        if (!opened.IsMine || post.Outcome is not { } outcome)
        {
            return Results.LocalRedirect(opened.Address);
        }

        if (opened.Ends.Contains(outcome))
        {
            return await Keeping<TaskPage>(opened, post, () => Complete<TaskPage>(opened, post.Version, outcome, tasks, http));
        }

        var check = opened.CheckFor(outcome);
        return check.IsValid
            ? await Keeping<TaskCheckPage>(opened, post, () => Complete<TaskCheckPage>(opened, post.Version, outcome, tasks, http))
            : Draw<TaskCheckPage>(opened, errors: [.. check.Problems.Select(problem =>
                new PageError(problem.Message, FormPath.ElementId(problem.TargetName)) { Page = opened.PartAddress(problem.PartId) })]);
    }

    private static async Task<IResult> Claim(Guid id, HttpContext http, TaskOpening opening, TaskService tasks) =>
        await opening.Open(id, http.RequestAborted) is { } opened
            ? Then(await tasks.Claim(id, new TaskPost(http.PostedForm()).Version, opened.ViewerId, http.RequestAborted), opened)
            : Results.NotFound();

    private static async Task<IResult> Release(Guid id, HttpContext http, TaskOpening opening, TaskService tasks) =>
        await opening.Open(id, http.RequestAborted) is { } opened
            ? Then(await tasks.Release(id, new TaskPost(http.PostedForm()).Version, opened.ViewerId, http.RequestAborted), opened)
            : Results.NotFound();

    /// <summary>The task's page says who has it, whatever came of asking.</summary>
    private static IResult Then(TaskAnswer answer, OpenedTask opened) =>
        answer is TaskNotFound ? Results.NotFound() : Results.LocalRedirect(opened.Address);

    private static async Task<IResult> Complete<TPage>(OpenedTask opened, long version, string outcome, TaskService tasks, HttpContext http)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var answers = opened.Form is null ? null : opened.Answers.Asked(opened.Form, opened.Context).Json.ToJsonString();
        return await tasks.Complete(opened.Task.TaskId, version, outcome, answers, opened.ViewerId, http.RequestAborted) switch
        {
            // Changed, but still theirs to do: by their own other window, or by an escalation. The page has the new version now.
            TaskTaken { Task: { Status: TaskState.Open } now } taken when now.HolderId is null || now.HolderId == opened.ViewerId =>
                Draw<TPage>(opened with { View = opened.View with { Task = now } }, errors: [new PageError(taken.Message)]),
            TaskDone or TaskTaken => Results.LocalRedirect(opened.Address),
            TaskRefused refused => Draw<TPage>(opened, errors: [.. refused.Problems.Select(problem =>
                new PageError(problem.Message, problem.Field is null ? null : FormPath.ElementId(problem.Field)))]),
            _ => Results.NotFound(),
        };
    }

    /// <summary>The task with what was posted in place of the answers of its part, or over them where not all of it was read.</summary>
    private static OpenedTask Answered(OpenedTask before, FormPart? part, TaskUpload upload, TaskPost post)
    {
        var answers = before.Answers.Copy();
        if (post.IsCutOff)
        {
            answers.Overlay(upload.Answers);
        }
        else if (part is not null)
        {
            answers.Replace(part, upload.Answers);
        }

        return before with { Answers = answers, Check = upload.Check };
    }

    private static async Task<IResult> SaveThen(OpenedTask opened, TaskPost post, TaskService tasks, TaskUploads uploads, OpenedTask before, HttpContext http, string next)
    {
        await tasks.SaveDraft(opened.Task.TaskId, opened.Answers.Json.ToJsonString(), opened.ViewerId, http.RequestAborted);
        if (!post.IsAutosave)
        {
            await uploads.RemoveDropped(before, opened.Answers, http.RequestAborted);
        }

        return post.IsAutosave ? Results.NoContent() : Results.LocalRedirect(opened.IsMine ? next : opened.Address);
    }

    private static Task<IResult> Keeping<TPage>(OpenedTask opened, TaskPost post, Func<Task<IResult>> work)
        where TPage : Microsoft.AspNetCore.Components.IComponent => Keeping<TPage>(opened, post, null, work);

    private static async Task<IResult> Keeping<TPage>(OpenedTask opened, TaskPost post, string? partId, Func<Task<IResult>> work)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        if (post.IsCutOff)
        {
            return Draw<TPage>(opened, partId, [FileCheck.TooLarge], StatusCodes.Status413PayloadTooLarge);
        }

        if (!post.IsTrusted)
        {
            return post.IsAutosave ? Results.BadRequest() : Draw<TPage>(opened, partId, [FormPost.Expired]);
        }

        try
        {
            return await work();
        }
        catch (StorageException exception)
        {
            return post.IsAutosave ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Draw<TPage>(opened, partId, [new PageError(exception.Message)]);
        }
    }

    private static IResult Draw<TPage>(OpenedTask opened, string? partId = null, IReadOnlyList<PageError>? errors = null, int status = StatusCodes.Status422UnprocessableEntity)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var parameters = new Dictionary<string, object?>
        {
            [nameof(TaskPage.Id)] = opened.Task.TaskId,
            [nameof(TaskPage.Task)] = opened,
            [nameof(TaskPage.Errors)] = errors ?? [],
        };
        if (partId is not null)
        {
            parameters[nameof(TaskPartPage.PartId)] = partId;
        }

        return Pages.Render<TPage>(parameters, status);
    }

    private static string Next(OpenedTask opened, TaskPost post, string partId) =>
        post.StaysOnPage ? PlaceAddress(opened.PartAddress(partId), post) : post.Continues ? opened.Address : opened.Address + "?saved=1";

    /// <summary>Back to the list or question that was changed, not to the top of a long page.</summary>
    private static string PlaceAddress(string page, TaskPost post) =>
        $"{page}#{FormPath.ElementId(post.Place!)}";
}
