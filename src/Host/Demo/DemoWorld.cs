using System.Text;
using Bogus;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Host.Demo;

/// <summary>The places and people of the demo world, put in through the product's own imports and gate.</summary>
internal sealed class DemoWorld(
    IWriteGate gate, ICaseDataFactory cases, SchoolImport schoolImport, PupilImport pupilImport, ViewerLookup viewers, IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly DateOnly MemberFrom = new(2014, 4, 1);

    /// <summary>Groups and people first: the imports ask who imports.</summary>
    public async Task<IReadOnlyList<DemoPerson>> AddPeople(Faker faker, IReadOnlyList<DemoSchool> schools, DateOnly from, CancellationToken cancellationToken)
    {
        await gate.Run(scope => AddTrusts(scope.Data, from), cancellationToken);
        var people = new DemoPeople(faker).Plan(schools);
        var ids = people.ToDictionary(person => person, _ => NewId());
        var authority = people.Where(person => person.SchoolUrn is null && person.GroupCode is null).ToList();
        await gate.Run(scope => Add(scope.Data, authority, ids, from), cancellationToken);

        var importer = viewers.Find(ids[authority.First(person => person.RoleCodes.Contains(Roles.Inclusion))])!;
        Expect(await schoolImport.Run(importer, File(DemoSchools.Csv(schools, MemberFrom)), cancellationToken));
        await gate.Run(scope => Add(scope.Data, people.Except(authority), ids, from), cancellationToken);
        await AddAccounts(people, ids);
        return people;
    }

    public async Task AddPupils(Faker faker, IReadOnlyList<(DemoSchool School, int Count)> rolls, int academicYear, IReadOnlyList<DemoPerson> people, CancellationToken cancellationToken)
    {
        var importer = viewers.Find(PersonId(people.First(person => person.RoleCodes.Contains(Roles.Inclusion))))!;
        var pupils = new DemoPupils(faker, academicYear);
        foreach (var (school, count) in rolls)
        {
            Expect(await pupilImport.Run(importer, File(pupils.Csv(school, count)), cancellationToken));
        }

        await gate.Run(scope => MarkSynthetic(scope.Data), cancellationToken);
    }

    public Guid PersonId(DemoPerson person)
    {
        using var data = cases.Open();
        return data.People.Where(one => one.Email == person.Email).Select(one => one.Id).Single();
    }

    private int AddTrusts(ICaseData data, DateOnly from)
    {
        foreach (var group in DemoNames.Groups.Where(group => group.Name is not null))
        {
            data.Partnerships.Add(new Partnership
            {
                Id = NewId(),
                Code = group.Code,
                Name = group.Name!,
                Kind = PartnershipKind.MatGroup,
                Governance = GovernanceMode.ChairLed,
                Ks3ResponsibilityFrom = from,
                Ks4ResponsibilityFrom = from,
                ValidFrom = MemberFrom,
            });
        }

        return data.SaveChanges();
    }

    private int Add(ICaseData data, IEnumerable<DemoPerson> people, Dictionary<DemoPerson, Guid> ids, DateOnly from)
    {
        var schools = data.Schools.ToDictionary(school => school.Urn, school => school.Id, StringComparer.Ordinal);
        var groups = data.Partnerships.ToDictionary(group => group.Code, group => group.Id, StringComparer.Ordinal);
        foreach (var person in people)
        {
            Guid? school = person.SchoolUrn is { } urn ? schools[urn] : null;
            Guid? group = person.GroupCode is { } code ? groups[code] : null;
            data.People.Add(person.ToPerson(ids[person]));
            data.RoleAssignments.AddRange(person.Assignments(ids[person], school, group, from, NewId));
        }

        return data.SaveChanges();
    }

    private async Task AddAccounts(IReadOnlyList<DemoPerson> people, Dictionary<DemoPerson, Guid> ids)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();

        // Hashing is slow on purpose; one hash serves them all, since they share the password.
        var hash = accounts.PasswordHasher.HashPassword(new Account(), DemoAccounts.Password);
        foreach (var person in people.Where(person => person.HasAccount))
        {
            var account = new Account { Id = NewId(), UserName = person.Email, Email = person.Email, EmailConfirmed = true, PersonId = ids[person], PasswordHash = hash };
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException($"A demo account could not be made: {string.Join(" ", made.Errors.Select(error => error.Description))}");
            }
        }
    }

    private static int MarkSynthetic(ICaseData data)
    {
        foreach (var school in data.Schools)
        {
            school.IsSynthetic = true;
        }

        foreach (var pupil in data.Pupils)
        {
            pupil.IsSynthetic = true;
        }

        return data.SaveChanges();
    }

    private static MemoryStream File(string csv) => new(Encoding.UTF8.GetBytes(csv));

    // The demo world is made by the rules it shows: a row the import refuses is a fault of the plan.
    private static void Expect(ImportResult result)
    {
        if (result.Problems.Count > 0)
        {
            var first = result.Problems[0];
            throw new InvalidOperationException($"The demo world does not keep the import's rules: line {first.Line}, {first.Column}: {first.Message}.");
        }
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
