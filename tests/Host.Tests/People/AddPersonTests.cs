using CaseFlow.Cases.People;
using CaseFlow.Host.Tests.Running;

namespace CaseFlow.Host.Tests.People;

public sealed class AddPersonTests(RunningHost host) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task People_ForAnybodyButAdministrators_AreNotFoundLikeAnUnknownAddress()
    {
        var roleId = host.Read(data => data.RoleAssignments.First(role => role.PersonId == host.Referrer.Id).Id);
        foreach (var person in new[] { host.Referrer, host.Head, host.Coordinator })
        {
            var browser = await host.SignIn(person);
            var unknown = await browser.Get("/no/such/page");
            Assert.DoesNotContain("People", unknown.Page.QuerySelector("nav")!.TextContent, StringComparison.Ordinal);
            foreach (var address in new[] { "/people", "/people/new", $"/people/{host.Referrer.Id}", $"/people/{host.Referrer.Id}/roles/new", $"/people/{host.Referrer.Id}/roles/{roleId}/end" })
            {
                var answer = await browser.Get(address);
                Assert.Equal(StatusCodes.NotFound, answer.Status);
                Assert.Equal(unknown.Page.QuerySelector("main")!.InnerHtml, answer.Page.QuerySelector("main")!.InnerHtml);
            }

            // With a token that holds, so that nothing but the role stands in the way.
            var token = (await browser.Get("/inbox")).Value("__RequestVerificationToken");
            foreach (var address in new[] { "/people/search", "/people/new", $"/people/{host.Referrer.Id}/roles/new", $"/people/{host.Referrer.Id}/roles/{roleId}/end", $"/people/{host.Referrer.Id}/close", $"/people/{host.Referrer.Id}/password" })
            {
                var answer = await browser.Post(address, [new("__RequestVerificationToken", token), .. host.Typed("Ivy", "Intruder", "ivy.intruder@example.org"), new("when", "now")]);
                Assert.Equal(StatusCodes.NotFound, answer.Status);
            }
        }

        Assert.False(host.Read(data => data.People.Any(person => person.LastName == "Intruder")));
        Assert.True(host.Read(data => data.People.Single(person => person.Id == host.Referrer.Id).IsActive));
        Assert.Null(host.Read(data => data.RoleAssignments.Single(role => role.Id == roleId).To));
    }

    [Fact]
    public async Task Add_RoleAtASchool_SignsInWithThePasswordAndSeesThatSchool()
    {
        var administrator = await host.SignIn(host.Administrator);
        Assert.Contains("People", (await administrator.Get("/people")).Page.QuerySelector("nav")!.TextContent, StringComparison.Ordinal);

        var added = await administrator.AddPerson(host.Typed("Nora", "O'Newcomer", "nora.o'newcomer@example.org"));

        Assert.Equal(StatusCodes.Ok, added.Status);
        Assert.Equal("Nora O'Newcomer", added.Heading);
        var person = host.Browse();
        Assert.Equal(StatusCodes.Found, (await RunningHost.TrySignIn(person, "nora.o'newcomer@example.org", added.Password())).Status);
        var pupils = (await person.Get("/pupils")).Text;
        Assert.Contains(host.Pupil.Surname, pupils, StringComparison.Ordinal);
        Assert.DoesNotContain(host.PupilElsewhere.Surname, pupils, StringComparison.Ordinal);

        var again = await administrator.Get(added.PersonAddress());
        Assert.Null(again.Page.QuerySelector("#made-password"));
        Assert.DoesNotContain(added.Password(), again.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Coordinator, "partnership")]
    [InlineData(Roles.Inclusion, null)]
    public async Task Add_RoleAtAPartnershipOrTheAuthority_IsHeldThereAndSeesItsPages(string role, string? place)
    {
        var administrator = await host.SignIn(host.Administrator);
        var page = await administrator.Get("/people/new");
        var typed = host.Typed("Pat", role, $"pat.{role}@example.org", role);
        if (place is not null)
        {
            var group = host.Read(data => data.SchoolMemberships.First(member => member.SchoolId == host.School.Id).PartnershipId);
            typed[place] = group.ToString();
        }

        var added = await administrator.Submit(page, PeoplePages.Form, typed);

        Assert.Equal(StatusCodes.Ok, added.Status);
        var held = host.Read(data => data.RoleAssignments.Single(one => data.People.Any(person => person.Id == one.PersonId && person.LastName == role)));
        Assert.Null(held.SchoolId);
        Assert.Equal(place is not null, held.PartnershipId is not null);
        Assert.Equal(place is null, held.Authority is not null);
        var person = host.Browse();
        await RunningHost.TrySignIn(person, $"pat.{role}@example.org", added.Password());
        Assert.Equal(StatusCodes.Ok, (await person.Get("/cases")).Status);
    }

    [Fact]
    public async Task Add_WrongOrMissingAnswers_SaysWhatToDoAndKeepsWhatWasTyped()
    {
        var administrator = await host.SignIn(host.Administrator);
        var empty = await administrator.AddPerson(new() { ["from.day"] = "", ["from.month"] = "", ["from.year"] = "" });
        Assert.Equal(["Enter the first name", "Enter the last name", "Enter the email address", "Select the role", "Enter the first day"], empty.Summary);

        var typed = host.Typed("Kate", "Keeper", "not an address");
        typed["school"] = "";
        typed["to.day"] = "1";
        typed["to.month"] = "2";
        typed["to.year"] = "2020";
        var refused = await administrator.AddPerson(typed);

        Assert.Equal(StatusCodes.Unprocessable, refused.Status);
        Assert.Equal(
            ["Enter an email address in the correct format, like name@example.com", "Select the school", "The last day must be the same as or after the first day"], refused.Summary);
        Assert.StartsWith("Error: ", refused.Page.Title, StringComparison.Ordinal);
        Assert.Equal("Kate", refused.Value("firstName"));
        Assert.Equal("not an address", refused.Value("email"));
        Assert.Equal("2020", refused.Value("to.year"));
        Assert.Equal(Roles.SchoolReferrer, refused.Page.QuerySelector("#field-role option[selected]")!.GetAttribute("value"));
        Assert.False(host.Read(data => data.People.Any(person => person.LastName == "Keeper")));
    }

    [Fact]
    public async Task Add_EmailOfSomebodyElseInOtherCapitals_IsRefusedAndKeepsWhatWasTyped()
    {
        var administrator = await host.SignIn(host.Administrator);

        var refused = await administrator.AddPerson(host.Typed("Dora", "Double", host.Head.Email.ToUpperInvariant()));

        Assert.Equal(StatusCodes.Unprocessable, refused.Status);
        Assert.Contains("has this email address already", Assert.Single(refused.Summary), StringComparison.Ordinal);
        Assert.Equal("#field-email", refused.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.Equal("Dora", refused.Value("firstName"));
        Assert.False(host.Read(data => data.People.Any(person => person.LastName == "Double")));
    }

    [Fact]
    public async Task Add_SameEmailTwiceAtOnce_AddsOne()
    {
        var first = await host.SignIn(host.Administrator);
        var second = await host.SignIn(host.Administrator);
        var pages = await Task.WhenAll(first.Get("/people/new"), second.Get("/people/new"));

        var answers = await Task.WhenAll(
            first.Submit(pages[0], PeoplePages.Form, host.Typed("Rae", "Race", "race@example.org")),
            second.Submit(pages[1], PeoplePages.Form, host.Typed("Rob", "Race", "Race@example.org")));

        var won = Assert.Single(answers, answer => answer.Status == StatusCodes.Ok);
        Assert.Single(answers, answer => answer.Status == StatusCodes.Unprocessable);
        Assert.Equal(1, host.Read(data => data.People.Count(person => person.LastName == "Race")));
        Assert.Equal(StatusCodes.Found, (await RunningHost.TrySignIn(host.Browse(), "race@example.org", won.Password())).Status);
    }

    [Fact]
    public async Task Search_PartOfANameOrAddress_ListsWithRolesAndWithoutWordsInTheAddress()
    {
        var administrator = await host.SignIn(host.Administrator);
        var page = await administrator.Get("/people");

        var sent = await administrator.Submit(page, "form[role=search]", new() { ["words"] = "ead@exam" });
        var found = await administrator.Follow(sent);

        Assert.DoesNotContain("exam", sent.Location, StringComparison.OrdinalIgnoreCase);
        var row = Assert.Single(found.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains(host.Head.Name, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Headteacher, Example Academy", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrator_AddressesOfCasesAndPupils_AreNotFound()
    {
        var administrator = await host.SignIn(host.Administrator);

        Assert.Equal(StatusCodes.NotFound, (await administrator.Get("/pupils")).Status);
        Assert.Equal(StatusCodes.NotFound, (await administrator.Get($"/pupils/{host.Pupil.Id}")).Status);
    }
}
