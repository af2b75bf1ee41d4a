using CaseFlow.Cases.Audit;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Shell;

namespace CaseFlow.Host.People;

/// <summary>What an administrator does to a person and the page that answers it. Logged by ids: who did what to whom.</summary>
public sealed partial class PersonChanges(CurrentViewer current, PeopleReading reading, PersonSaving saving, PersonPasswords passwords, IHttpContextAccessor http, ILogger<PersonChanges> log)
{
    public async Task<(IResult? Done, PersonProblem? Problem)> Add(PersonEdit edit)
    {
        var person = PersonForm.PersonFrom(edit.Answers, saving.NewId());
        var role = PersonForm.RoleFrom(edit.Answers, saving.NewId(), person.Id);
        string? password = null;
        if (await saving.Add(person, role, By, async write => password = await passwords.MakeWith(write, person, By, Stop), Stop) is { } problem)
        {
            return (null, problem);
        }

        LogDone("added", person.Id, Administrator);
        return (WithPassword(person.Id, password!, isNew: true), null);
    }

    public async Task<(IResult? Done, PersonProblem? Problem)> Give(Guid id, PersonEdit edit)
    {
        if (await saving.Give(PersonForm.RoleFrom(edit.Answers, saving.NewId(), id), By, Stop) is { } problem)
        {
            return (null, problem);
        }

        LogDone("given a role", id, Administrator);
        return (Saved(id, PersonPage.RoleGiven), null);
    }

    public async Task<(IResult? Done, PersonProblem? Problem)> End(Guid id, Guid roleId, PersonEdit edit)
    {
        if (await saving.End(id, roleId, PersonForm.EndFrom(edit.Answers), By, Stop) is { } problem)
        {
            return (null, problem);
        }

        LogDone("taken out of a role", id, Administrator);
        return (Saved(id, PersonPage.RoleEnded), null);
    }

    public async Task<IResult> SetActive(Guid id, bool isActive)
    {
        if (!MayChange(id))
        {
            return Results.NotFound();
        }

        try
        {
            if (await saving.SetActive(id, isActive, By, Stop) is { } problem)
            {
                return Refused(id, problem.Message);
            }
        }
        catch (StorageException exception)
        {
            return Refused(id, exception.Message);
        }

        LogDone(isActive ? "let in again" : "shut out", id, Administrator);
        return Saved(id, isActive ? PersonPage.Reopened : PersonPage.Closed);
    }

    public async Task<IResult> MakePassword(Guid id)
    {
        if (!MayChange(id))
        {
            return Results.NotFound();
        }

        try
        {
            var password = await passwords.Make(reading.Find(id)!.Person, By, Stop);
            LogDone("given a new password", id, Administrator);
            return WithPassword(id, password, isNew: false);
        }
        catch (StorageException exception)
        {
            return Refused(id, exception.Message);
        }
    }

    private Guid Administrator => current.Viewer!.PersonId;

    private AuditActor By => AuditActor.Of(current.Viewer!, Roles.Administrator);

    private CancellationToken Stop => http.HttpContext?.RequestAborted ?? CancellationToken.None;

    private bool MayChange(Guid id) => current.Viewer is { } viewer && PeopleReading.MayKeepPeople(viewer) && reading.Find(id) is not null;

    private static IResult Saved(Guid id, string what) => Results.LocalRedirect($"/people/{id}?saved={what}");

    /// <summary>The page itself is the answer: a password stands in no address and is not there when the page is opened again.</summary>
    private static IResult WithPassword(Guid id, string password, bool isNew) => Pages.Render<PersonPage>(
        new() { [nameof(PersonPage.Id)] = id, [nameof(PersonPage.Password)] = password, [nameof(PersonPage.IsNew)] = isNew }, StatusCodes.Status200OK);

    private static IResult Refused(Guid id, string message) =>
        Pages.Render<PersonPage>(new() { [nameof(PersonPage.Id)] = id, [nameof(PersonPage.Errors)] = new PageError[] { new(message) } });

    [LoggerMessage(Level = LogLevel.Information, Message = "Person {Person} was {What} by administrator {Administrator}")]
    private partial void LogDone(string what, Guid person, Guid administrator);
}
