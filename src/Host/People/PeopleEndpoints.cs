using System.Diagnostics.CodeAnalysis;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Pupils;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;

namespace CaseFlow.Host.People;

/// <summary>The adults who work with the service: administrators add them, give and end their roles and hand out passwords.</summary>
public static class PeopleEndpoints
{
    private const int LongestSearch = 200;

    public static IHostApplicationBuilder AddPeople(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PeopleReading>();
        builder.Services.AddSingleton<PersonSaving>();
        builder.Services.AddScoped<PersonPasswords>();
        builder.Services.AddScoped<PersonChanges>();
        builder.Services.AddSingleton(new NavigationItem("People", "/people", 60) { Show = PeopleReading.MayKeepPeople });
        return builder;
    }

    public static WebApplication MapPeople(this WebApplication app)
    {
        app.MapPost("/people/search", Search);
        app.MapPost("/people/new", Add).WithOrder(-1);
        app.MapPost("/people/{id:guid}/roles/new", GiveRole).WithOrder(-1);
        app.MapPost("/people/{id:guid}/roles/{roleId:guid}/end", EndRole).WithOrder(-1);
        app.MapPost("/people/{id:guid}/close", (Guid id, PersonChanges changes) => changes.SetActive(id, false));
        app.MapPost("/people/{id:guid}/reopen", (Guid id, PersonChanges changes) => changes.SetActive(id, true));
        app.MapPost("/people/{id:guid}/password", (Guid id, PersonChanges changes) => changes.MakePassword(id));
        return app;
    }

    private static IResult Search(HttpContext http, CurrentViewer current, StoredSearches searches)
    {
        if (!MayKeep(current, out var viewer))
        {
            return Results.NotFound();
        }

        var words = http.PostedForm().Fields["words"].ToString().Trim();
        return Results.LocalRedirect(words.Length == 0 ? "/people" : $"/people?search={searches.Keep(viewer.PersonId, words[..Math.Min(words.Length, LongestSearch)])}");
    }

    [KeepsTyping]
    private static Task<IResult> Add(HttpContext http, CurrentViewer current, PeopleReading reading, PersonChanges changes)
    {
        if (!MayKeep(current, out var viewer))
        {
            return Task.FromResult(Results.NotFound());
        }

        var edit = new PersonEdit([.. PersonForm.About, .. PersonForm.Role(reading.Places(viewer.On))], new(), viewer.On);
        return Save<PersonNewPage>(http, edit, [], changes.Add);
    }

    [KeepsTyping]
    private static Task<IResult> GiveRole(Guid id, HttpContext http, CurrentViewer current, PeopleReading reading, PersonChanges changes)
    {
        if (!MayKeep(current, out var viewer) || reading.Find(id) is null)
        {
            return Task.FromResult(Results.NotFound());
        }

        var edit = new PersonEdit(PersonForm.Role(reading.Places(viewer.On)), new(), viewer.On);
        return Save<RoleNewPage>(http, edit, new() { [nameof(RoleNewPage.Id)] = id }, one => changes.Give(id, one));
    }

    [KeepsTyping]
    private static Task<IResult> EndRole(Guid id, Guid roleId, HttpContext http, CurrentViewer current, PeopleReading reading, PersonChanges changes)
    {
        if (!MayKeep(current, out var viewer) || reading.Find(id)?.Roles.Any(role => role.Id == roleId) != true)
        {
            return Task.FromResult(Results.NotFound());
        }

        var edit = new PersonEdit(PersonForm.End, new(), viewer.On);
        return Save<RoleEndPage>(http, edit, new() { [nameof(RoleEndPage.Id)] = id, [nameof(RoleEndPage.RoleId)] = roleId }, one => changes.End(id, roleId, one));
    }

    /// <summary>Checks what was typed and saves it; what cannot be saved is shown again with the reason.</summary>
    private static async Task<IResult> Save<TPage>(HttpContext http, PersonEdit empty, Dictionary<string, object?> page, Func<PersonEdit, Task<(IResult? Done, PersonProblem? Problem)>> save)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var post = new FormPost(http.PostedForm());
        var edit = empty.Posted(post);
        if (!post.IsTrusted)
        {
            return Draw(edit.Refused(FormPost.Expired));
        }

        edit = edit.Checked();
        if (!edit.Check!.IsValid)
        {
            return Draw(edit);
        }

        try
        {
            var (done, problem) = await save(edit);
            return done ?? Draw(edit.Refused(problem!));
        }
        catch (StorageException exception)
        {
            return Draw(edit.Refused(new PageError(exception.Message)));
        }

        IResult Draw(PersonEdit shown) => Pages.Render<TPage>(new(page) { ["Edit"] = shown });
    }

    private static bool MayKeep(CurrentViewer current, [NotNullWhen(true)] out Viewer? viewer) =>
        (viewer = current.Viewer) is not null && PeopleReading.MayKeepPeople(viewer);
}
