using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Storage;
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

    [KeepsTyping]
    private static async Task<IResult> Answer(Guid id, HttpContext http, TaskOpening opening, TaskService tasks)
    {
        if (await opening.Open(id, http.RequestAborted) is not { IsInParts: false } opened)
        {
            return Results.NotFound();
        }

        var post = new TaskPost(http.PostedForm());
        if (opened.Form is { } form)
        {
            opened = opened with { Answers = post.Edited(PostedAnswers.Read(form.Fields, post.Pairs, post.ChangesRows)) };
        }

        return await Keeping<TaskPage>(opened, post, async () =>
        {
            if (post.Outcome is not { } outcome || !opened.IsMine)
            {
                return await SaveThen(opened, post, tasks, http, post.ChangesRows ? RowAddress(opened.Address, post) : opened.Address + "?saved=1");
            }

            var check = opened.CheckFor(outcome);
            if (!check.IsValid)
            {
                await tasks.SaveDraft(id, opened.Answers.Json.ToJsonString(), opened.ViewerId, http.RequestAborted);
                return Draw<TaskPage>(opened with { Check = check });
            }

            return await Complete<TaskPage>(opened, post.Version, outcome, tasks, http);
        });
    }

    [KeepsTyping]
    private static async Task<IResult> AnswerPart(Guid id, string partId, HttpContext http, TaskOpening opening, TaskService tasks)
    {
        if (await opening.Open(id, http.RequestAborted) is not { IsInParts: true } opened || opened.Form?.Part(partId) is not { } part)
        {
            return Results.NotFound();
        }

        var post = new TaskPost(http.PostedForm());
        opened.Answers.Replace(part, post.Edited(PostedAnswers.Read(part.Fields, post.Pairs, post.ChangesRows)));
        return await Keeping<TaskPartPage>(opened, post, part.Id, async () =>
        {
            var check = FormValidator.Validate(opened.Form, opened.Answers, opened.Context, part.Id);
            if (!post.Continues || check.IsValid || !opened.IsMine)
            {
                return await SaveThen(opened, post, tasks, http, Next(opened, post, part.Id));
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

    private static async Task<IResult> SaveThen(OpenedTask opened, TaskPost post, TaskService tasks, HttpContext http, string next)
    {
        await tasks.SaveDraft(opened.Task.TaskId, opened.Answers.Json.ToJsonString(), opened.ViewerId, http.RequestAborted);
        return post.IsAutosave ? Results.NoContent() : Results.LocalRedirect(opened.IsMine ? next : opened.Address);
    }

    private static Task<IResult> Keeping<TPage>(OpenedTask opened, TaskPost post, Func<Task<IResult>> work)
        where TPage : Microsoft.AspNetCore.Components.IComponent => Keeping<TPage>(opened, post, null, work);

    private static async Task<IResult> Keeping<TPage>(OpenedTask opened, TaskPost post, string? partId, Func<Task<IResult>> work)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
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

    private static IResult Draw<TPage>(OpenedTask opened, string? partId = null, IReadOnlyList<PageError>? errors = null)
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

        return Pages.Render<TPage>(parameters);
    }

    private static string Next(OpenedTask opened, TaskPost post, string partId) =>
        post.ChangesRows ? RowAddress(opened.PartAddress(partId), post) : post.Continues ? opened.Address : opened.Address + "?saved=1";

    /// <summary>Back to the list that was changed, not to the top of a long page.</summary>
    private static string RowAddress(string page, TaskPost post) =>
        $"{page}#{FormPath.ElementId(post.ChangedList!)}";
}
