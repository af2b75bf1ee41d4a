using CaseFlow.Cases.People;
using CaseFlow.Host.Tests.Running;

namespace CaseFlow.Host.Tests.People;

public sealed class ChangePersonTests(RunningHost host) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task EndRole_Now_TakesItsAccessAwayAndKeepsTheRow()
    {
        var (administrator, person, page) = await Add("Edie", "Ender");
        Assert.Contains(host.Pupil.Surname, (await person.Get("/pupils")).Text, StringComparison.Ordinal);
        await BeganEarlier("Ender");

        var end = await administrator.Get((await administrator.Get(page)).Page.QuerySelector("a[href$='/end']")!.GetAttribute("href")!);
        Assert.Equal(["Select when the role ends"], (await administrator.Submit(end, PeoplePages.Form)).Summary);
        var ended = await administrator.Follow(await administrator.Submit(end, PeoplePages.Form, new() { ["when"] = "now" }));

        Assert.Contains("They hold no role", ended.Text, StringComparison.Ordinal);
        Assert.Contains("Roles that have ended", ended.Text, StringComparison.Ordinal);
        Assert.Equal(StatusCodes.NotFound, (await person.Get("/pupils")).Status);
        var row = Assert.Single(RolesOf("Ender"));
        Assert.True(row.To >= row.From);
    }

    [Fact]
    public async Task EndRole_AfterADay_KeepsTheAccessUntilThen()
    {
        var (administrator, person, page) = await Add("Lara", "Later");
        var end = await administrator.Get((await administrator.Get(page)).Page.QuerySelector("a[href$='/end']")!.GetAttribute("href")!);

        var past = await administrator.Submit(end, PeoplePages.Form, Day("lastDay", 2001, ("when", "later")));
        Assert.Equal(["The last day must be today or in the future"], past.Summary);
        Assert.Equal("2001", past.Value("lastDay.year"));
        var saved = await administrator.Follow(await administrator.Submit(end, PeoplePages.Form, Day("lastDay", 2199, ("when", "later"))));

        Assert.Contains("until 1 January 2199", saved.Text, StringComparison.Ordinal);
        Assert.Equal(StatusCodes.Ok, (await person.Get("/pupils")).Status);
    }

    [Fact]
    public async Task AddRole_HeldThereAlready_IsRefusedAndElsewhereIsAdded()
    {
        var (administrator, _, page) = await Add("Tess", "Twice");
        var form = await administrator.Get(page + "/roles/new");

        var refused = await administrator.Submit(form, PeoplePages.Form, new() { ["role"] = Roles.SchoolReferrer, ["school"] = host.School.Id.ToString() });
        Assert.Contains("hold this role there at that time already", Assert.Single(refused.Summary), StringComparison.Ordinal);
        var added = await administrator.Follow(await administrator.Submit(form, PeoplePages.Form, new() { ["role"] = Roles.SchoolHead, ["school"] = host.School.Id.ToString() }));

        Assert.Contains("Headteacher, Example Academy", added.Text, StringComparison.Ordinal);
        Assert.Equal(2, RolesOf("Twice").Count);
    }

    [Fact]
    public async Task Deactivate_SignedIn_EndsTheSessionUntilReactivated()
    {
        var (administrator, person, page) = await Add("Cleo", "Closing");

        var closed = await administrator.Follow(await administrator.Submit(await administrator.Get(page), "form[action$='/close']"));

        Assert.Contains("The account is deactivated", closed.Text, StringComparison.Ordinal);
        Assert.Equal(StatusCodes.Found, (await person.Get("/inbox")).Status);
        await administrator.Submit(closed, "form[action$='/reopen']");
        var password = (await administrator.Submit(await administrator.Get(page), "form[action$='/password']")).Password();
        Assert.Equal(StatusCodes.Found, (await RunningHost.TrySignIn(person, "cleo.closing@example.org", password)).Status);
    }

    [Fact]
    public async Task MakePassword_LockedAccount_OpensItAndTheOldOneNoLongerWorks()
    {
        var (administrator, _, page) = await Add("Fay", "Forgetful");
        var first = (await administrator.Submit(await administrator.Get(page), "form[action$='/password']")).Password();
        for (var tries = 0; tries < 5; tries++)
        {
            await RunningHost.TrySignIn(host.Browse(), "fay.forgetful@example.org", "not the password");
        }

        Assert.Equal(StatusCodes.Unprocessable, (await RunningHost.TrySignIn(host.Browse(), "fay.forgetful@example.org", first)).Status);
        var second = (await administrator.Submit(await administrator.Get(page), "form[action$='/password']")).Password();

        Assert.Equal(StatusCodes.Unprocessable, (await RunningHost.TrySignIn(host.Browse(), "fay.forgetful@example.org", first)).Status);
        Assert.Equal(StatusCodes.Found, (await RunningHost.TrySignIn(host.Browse(), "fay.forgetful@example.org", second)).Status);
    }

    [Fact]
    public async Task LastAdministrator_ClosedOrEnded_IsRefused()
    {
        var administrator = await host.SignIn(host.Administrator);
        var page = await administrator.Get($"/people/{host.Administrator.Id}");

        var closed = await administrator.Submit(page, "form[action$='/close']");
        var end = await administrator.Get(page.Page.QuerySelector("a[href$='/end']")!.GetAttribute("href")!);
        var ended = await administrator.Submit(end, PeoplePages.Form, new() { ["when"] = "now" });

        Assert.Contains("Nobody else would be an administrator", Assert.Single(closed.Summary), StringComparison.Ordinal);
        Assert.Contains("Nobody else would be an administrator", Assert.Single(ended.Summary), StringComparison.Ordinal);
        Assert.Equal(StatusCodes.Ok, (await administrator.Get("/people")).Status);
    }

    /// <summary>Somebody new at the school, signed in, and the address of their page.</summary>
    private async Task<(Browser Administrator, Browser Person, string Page)> Add(string first, string last)
    {
        var administrator = await host.SignIn(host.Administrator);
        var email = $"{first}.{last}@example.org".ToLowerInvariant();
        var added = await administrator.AddPerson(host.Typed(first, last, email));
        var person = host.Browse();
        Assert.Equal(StatusCodes.Found, (await RunningHost.TrySignIn(person, email, added.Password())).Status);
        return (administrator, person, added.PersonAddress());
    }

    private List<RoleAssignment> RolesOf(string lastName) =>
        host.Read(data => data.RoleAssignments.Where(role => data.People.Any(person => person.Id == role.PersonId && person.LastName == lastName)).ToList());

    private Task BeganEarlier(string lastName) => host.Write(data =>
    {
        var id = RolesOf(lastName)[0].Id;
        data.RoleAssignments.Single(role => role.Id == id).From = new DateOnly(2020, 9, 1);
    });

    private static Dictionary<string, string> Day(string name, int year, params (string Name, string Value)[] others) =>
        others.Append((name + ".day", "1")).Append((name + ".month", "1")).Append((name + ".year", year.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToDictionary(one => one.Item1, one => one.Item2);
}
