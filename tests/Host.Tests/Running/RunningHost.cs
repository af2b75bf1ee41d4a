using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Running;

/// <summary>
/// The product as it is installed, in this process, on a database of its own: one school in one partnership, its people
/// and one pupil, and a second school with a pupil of its own.
/// </summary>
public sealed class RunningHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "a long test password";

    private readonly string _folder = Directory.CreateTempSubdirectory("caseflow-host-").FullName;

    public Pupil Pupil { get; private set; } = null!;

    public Pupil PupilElsewhere { get; private set; } = null!;

    public School School { get; private set; } = null!;

    public Person Referrer { get; private set; } = null!;

    public Person Head { get; private set; } = null!;

    public Person Coordinator { get; private set; } = null!;

    public Person SecondCoordinator { get; private set; } = null!;

    public Person ReferrerElsewhere { get; private set; } = null!;

    /// <summary>Of another partnership.</summary>
    public Person CoordinatorElsewhere { get; private set; } = null!;

    public Person Closed { get; private set; } = null!;

    public Person Administrator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Seed();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A browser of somebody's own, signed out.</summary>
    public Browser Browse() => new(CreateClient(new() { BaseAddress = new Uri("https://caseflow.example"), AllowAutoRedirect = false, HandleCookies = true }));

    public async Task<Browser> SignIn(Person person)
    {
        var browser = Browse();
        Assert.Equal(StatusCodes.Found, (await TrySignIn(browser, person.Email, Password)).Status);
        return browser;
    }

    public static async Task<Answer> TrySignIn(Browser browser, string email, string password)
    {
        var page = await browser.Get("/sign-in");
        return await browser.Submit(page, "form[action='/sign-in']", new() { ["email"] = email, ["password"] = password });
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("CaseFlow:DataFolder", _folder);
        builder.UseSetting("Demo:Enabled", "false");
        builder.UseSetting("SignIn:AttemptsPerMinute", "10000");
    }

    private async Task Seed()
    {
        var from = new DateOnly(2020, 9, 1);
        School = new School { Id = Guid.CreateVersion7(), Urn = "990001", Name = "Example Academy", LocalAuthority = LocalAuthorities.Own, IsSynthetic = true };
        var elsewhere = new School { Id = Guid.CreateVersion7(), Urn = "990002", Name = "Sample High School", LocalAuthority = LocalAuthorities.Own, IsSynthetic = true };
        Pupil = NewPupil("Testa", "Samplechild", School.Id);
        PupilElsewhere = NewPupil("Otto", "Elsewhere", elsewhere.Id);
        Referrer = NewPerson("Rita", "Referrer");
        Head = NewPerson("Hari", "Head");
        Coordinator = NewPerson("Cora", "Coordinator");
        SecondCoordinator = NewPerson("Sam", "Second");
        ReferrerElsewhere = NewPerson("Edda", "Elsewhere");
        CoordinatorElsewhere = NewPerson("Oona", "Otherwhere");
        Closed = NewPerson("Clive", "Closed");
        Closed.IsActive = false;
        Administrator = NewPerson("Ada", "Ministrator");
        Person[] people = [Referrer, Head, Coordinator, SecondCoordinator, ReferrerElsewhere, CoordinatorElsewhere, Closed, Administrator];
        await Services.GetRequiredService<IWriteGate>().Run(scope =>
        {
            var data = scope.Data;
            var partnership = data.Partnerships.OrderBy(group => group.Code).First();
            var another = data.Partnerships.OrderBy(group => group.Code).Skip(1).First();
            data.Schools.AddRange(School, elsewhere);
            data.SchoolMemberships.AddRange(
                new SchoolMembership { Id = Guid.CreateVersion7(), SchoolId = School.Id, PartnershipId = partnership.Id, From = from },
                new SchoolMembership { Id = Guid.CreateVersion7(), SchoolId = elsewhere.Id, PartnershipId = partnership.Id, From = from });
            data.Pupils.AddRange(Pupil, PupilElsewhere);
            data.People.AddRange(people);
            data.RoleAssignments.AddRange(
                At(Referrer, Roles.SchoolReferrer, School.Id, null),
                At(Head, Roles.SchoolHead, School.Id, null),
                At(Coordinator, Roles.Coordinator, null, partnership.Id),
                At(SecondCoordinator, Roles.Coordinator, null, partnership.Id),
                At(ReferrerElsewhere, Roles.SchoolReferrer, elsewhere.Id, null),
                At(CoordinatorElsewhere, Roles.Coordinator, null, another.Id),
                At(Administrator, Roles.Administrator, null, null, LocalAuthorities.Own));
            return data.SaveChanges();
        });
        await using var services = Services.CreateAsyncScope();
        var accounts = services.ServiceProvider.GetRequiredService<UserManager<Account>>();
        foreach (var person in people)
        {
            var made = await accounts.CreateAsync(new Account { Id = Guid.CreateVersion7(), UserName = person.Email, Email = person.Email, PersonId = person.Id }, Password);
            Assert.True(made.Succeeded, string.Join(' ', made.Errors.Select(error => error.Description)));
        }
    }

    private static Person NewPerson(string first, string last) =>
        new() { Id = Guid.CreateVersion7(), FirstName = first, LastName = last, Email = $"{first}.{last}@example.org".ToLowerInvariant(), IsSynthetic = true };

    private static Pupil NewPupil(string forename, string surname, Guid schoolId) => new()
    {
        Id = Guid.CreateVersion7(),
        Forename = forename,
        Surname = surname,
        DateOfBirth = new DateOnly(2012, 3, 14),
        Sex = Sex.F,
        UpnMissingReason = "Test",
        AddressLine1 = "1 Example Street",
        Postcode = "LE3 8RA",
        HomeAuthority = LocalAuthorities.Own,
        ResponsibleAuthority = LocalAuthorities.Own,
        SchoolId = schoolId,
        IsSynthetic = true,
    };

    private static RoleAssignment At(Person person, string role, Guid? schoolId, Guid? partnershipId, string? authority = null) => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = person.Id,
        Role = role,
        SchoolId = schoolId,
        PartnershipId = partnershipId,
        Authority = authority,
        From = new DateOnly(2020, 9, 1),
    };
}
