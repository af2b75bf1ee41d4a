using System.Globalization;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;

namespace CaseFlow.Host.Pupils;

/// <summary>Pupils' records: finding, adding and changing them.</summary>
public static class PupilEndpoints
{
    public static IHostApplicationBuilder AddPupils(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StoredSearches>();
        builder.Services.AddSingleton<PupilReading>();
        builder.Services.AddSingleton<PupilAdding>();
        builder.Services.AddSingleton<PupilSaving>();
        builder.Services.AddScoped<PupilEditing>();
        builder.Services.AddSingleton(new NavigationItem("Pupils", "/pupils", 40) { Show = PupilReading.MayKeepRecords });
        return builder;
    }

    public static WebApplication MapPupils(this WebApplication app)
    {
        app.MapPost("/pupils/search", Search);
        app.MapPost("/pupils/new", Add).WithOrder(-1);
        app.MapPost("/pupils/{id:guid}/edit", Change).WithOrder(-1);
        return app;
    }

    private static IResult Search(HttpContext http, CurrentViewer current, StoredSearches searches)
    {
        if (current.Viewer is not { } viewer || !PupilReading.MayKeepRecords(viewer))
        {
            return Results.NotFound();
        }

        var words = http.PostedForm().Fields["words"].ToString().Trim();
        return Results.LocalRedirect(words.Length == 0 ? "/pupils" : $"/pupils?search={searches.Keep(viewer.PersonId, words[..Math.Min(words.Length, 200)])}");
    }

    [KeepsTyping]
    private static Task<IResult> Add(HttpContext http, PupilEditing editing, PupilSaving saving, CurrentViewer current) => Save(null, http, editing, saving, current);

    [KeepsTyping]
    private static Task<IResult> Change(Guid id, HttpContext http, PupilEditing editing, PupilSaving saving, CurrentViewer current) => Save(id, http, editing, saving, current);

    private static async Task<IResult> Save(Guid? id, HttpContext http, PupilEditing editing, PupilSaving saving, CurrentViewer current)
    {
        if (editing.Open(id) is not { } opened)
        {
            return Results.NotFound();
        }

        var post = new FormPost(http.PostedForm());
        var edit = opened with { Version = Version(post), Answers = post.Edited(PostedAnswers.Read(opened.Part.Fields, post.Pairs, post.ChangesRows)) };
        if (post.ChangesRows)
        {
            return Draw(edit, [], StatusCodes.Status200OK);
        }

        if (!post.IsTrusted)
        {
            return Draw(edit, [FormPost.Expired]);
        }

        edit = edit with { Check = PupilForm.Check(edit.Part, edit.Answers, edit.Today) };
        if (!edit.Check!.IsValid)
        {
            return Draw(edit, []);
        }

        try
        {
            var asked = edit.Answers.Asked(FormOf(edit), edit.Draw().Context);
            var saved = id is { } pupil
                ? await saving.Change(pupil, edit.Version, asked, AuditActor.Of(current.Viewer!), http.RequestAborted)
                : await saving.Add(current.Viewer!, Guid.Parse(asked.Text("school")), asked, http.RequestAborted);
            return saved.PupilId is { } done
                ? Results.LocalRedirect($"/pupils/{done}?saved=1")
                : Draw(edit, [.. saved.Problems.Select(problem => new PageError(problem.Message, problem.Property.Length == 0 ? null : FormPath.ElementId(PupilForm.QuestionOf(problem.Property))))]);
        }
        catch (StorageException exception)
        {
            return Draw(edit, [new(exception.Message)]);
        }
    }

    /// <summary>The version of the record that the page was drawn from; below zero, which none has, where it is not said.</summary>
    private static long Version(FormPost post) =>
        long.TryParse(post.One("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    private static FormDefinition FormOf(PupilEdit edit) => new() { Name = "pupil", Title = "Pupil", Parts = [edit.Part], ContentHash = "" };

    private static IResult Draw(PupilEdit edit, IReadOnlyList<PageError> errors, int status = StatusCodes.Status422UnprocessableEntity) =>
        Pages.Render<PupilEditPage>(new() { [nameof(PupilEditPage.Edit)] = edit, [nameof(PupilEditPage.Errors)] = errors }, status);
}
