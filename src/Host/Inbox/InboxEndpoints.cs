using System.Globalization;
using CaseFlow.Activities.Forms;
using CaseFlow.Host.Access;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Workflows.Tasks;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace CaseFlow.Host.Inbox;

/// <summary>The inbox: what is waiting for whoever looks, and claiming from it.</summary>
public static class InboxEndpoints
{
    public static IHostApplicationBuilder AddInbox(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<InboxReading>();
        builder.Services.AddSingleton(new NavigationItem("Inbox", "/inbox", 10)
        {
            Badge = new(CountMine, "task claimed by you", "tasks claimed by you"),
        });
        return builder;
    }

    public static WebApplication MapInbox(this WebApplication app)
    {
        app.MapPost("/inbox/claim", Claim);
        app.MapPost("/tasks/{id:guid}/put-aside", PutAside).WithOrder(-1);
        return app;
    }

    private static async Task<IResult> Claim(HttpContext http, TaskService tasks, CurrentViewer current)
    {
        var fields = http.PostedForm().Fields;
        if (current.Viewer is not { } viewer || !Guid.TryParse(fields["task"], out var task)
            || !long.TryParse(fields["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return Results.NotFound();
        }

        var list = ListOf(fields["list"]);
        return await tasks.Claim(task, version, viewer.PersonId, http.RequestAborted) switch
        {
            TaskDone => Results.LocalRedirect($"{list}#task-{task:N}"),
            TaskTaken taken => Pages.Render<InboxPage>(
                new() { [nameof(InboxPage.Posted)] = list, [nameof(InboxPage.Errors)] = (PageError[])[new(taken.Message)] }, StatusCodes.Status409Conflict),
            _ => Results.NotFound(),
        };
    }

    [KeepsTyping]
    private static async Task<IResult> PutAside(Guid id, HttpContext http, TaskService tasks, CurrentViewer current)
    {
        if (current.Viewer is not { } viewer)
        {
            return Results.NotFound();
        }

        var post = new FormPost(http.PostedForm());
        var answers = PostedAnswers.Read(PutAsideForm.Form.Fields, post.Pairs);
        var back = post.One("back") is not null;
        var check = FormValidator.Validate(PutAsideForm.Form, answers, LocalDate.FromDateOnly(viewer.On));
        if (!post.IsTrusted || (!back && !check.IsValid))
        {
            return Again(post.IsTrusted ? check : null, post.IsTrusted ? [] : [FormPost.Expired], StatusCodes.Status422UnprocessableEntity);
        }

        _ = long.TryParse(post.One("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        return await tasks.SetFollowUp(id, version, back ? null : answers.Date("until")?.ToDateOnly(), viewer.PersonId, http.RequestAborted) switch
        {
            TaskDone => Results.LocalRedirect(back ? $"/tasks/{id}" : "/inbox"),
            TaskTaken taken => Again(null, [new(taken.Message)], StatusCodes.Status409Conflict),
            _ => Results.NotFound(),
        };

        IResult Again(FormCheck? found, IReadOnlyList<PageError> errors, int status) => Pages.Render<PutAsidePage>(
            new()
            {
                [nameof(PutAsidePage.Id)] = id,
                [nameof(PutAsidePage.Answers)] = answers,
                [nameof(PutAsidePage.Check)] = found,
                [nameof(PutAsidePage.Errors)] = errors,
            },
            status);
    }

    /// <summary>The list the row was in, read again from its parts: an address of somewhere else leads to the inbox.</summary>
    private static InboxAddress ListOf(string? address)
    {
        var question = address?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (question < 0)
        {
            return InboxAddress.Default;
        }

        var query = QueryHelpers.ParseQuery(address![question..]);
        return InboxAddress.Read(One("view"), One("kind"), One("order"), One("after"));

        string? One(string name) => query.TryGetValue(name, out var values) ? values[0] : null;
    }

    private static async Task<int> CountMine(HttpContext http, CancellationToken cancellationToken) =>
        http.RequestServices.GetRequiredService<CurrentViewer>().Viewer is { } viewer
            ? (await http.RequestServices.GetRequiredService<TaskService>().Count(viewer.PersonId, cancellationToken)).Mine
            : 0;
}
