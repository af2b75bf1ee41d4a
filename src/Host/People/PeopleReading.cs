using CaseFlow.Cases.Access;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Host.People;

/// <summary>A line of the list of people, with the roles they hold or will hold.</summary>
public sealed record PersonLine(Guid Id, string Name, string Email, bool IsActive, IReadOnlyList<HeldRole> Roles);

/// <summary>A person with every role they hold, will hold or have held, newest first.</summary>
public sealed record PersonFile(Person Person, IReadOnlyList<HeldRole> Roles);

/// <summary>Reads the adults who work with the service, for administrators. Nothing here leads to a case.</summary>
public sealed class PeopleReading(ICaseDataFactory cases)
{
    public const int PageSize = 25;

    private const int MostWords = 4;

    /// <summary>Whether the pages of people are for them.</summary>
    public static bool MayKeepPeople(Viewer viewer) => viewer.HoldsAtAuthority(Roles.Administrator);

    /// <summary>A page by name, then id. The key is the last person's id: a name would not belong in an address.</summary>
    public (IReadOnlyList<PersonLine> Lines, Guid? Next) Page(string words, Guid? after, DateOnly today)
    {
        using var data = cases.Open();
        IQueryable<Person> people = data.People;
        foreach (var word in words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(word => word.ToLowerInvariant()))
        {
            people = people.Where(person => person.FirstName.ToLower().Contains(word) || person.LastName.ToLower().Contains(word) || person.Email.ToLower().Contains(word));
        }

        if (after is { } last && data.People.FirstOrDefault(person => person.Id == last) is { } key)
        {
            people = people.Where(person => string.Compare(person.LastName, key.LastName) > 0
                || (person.LastName == key.LastName && (string.Compare(person.FirstName, key.FirstName) > 0
                    || (person.FirstName == key.FirstName && person.Id.CompareTo(key.Id) > 0))));
        }

        var found = people.OrderBy(person => person.LastName).ThenBy(person => person.FirstName).ThenBy(person => person.Id).Take(PageSize + 1).ToList();
        var shown = found.Take(PageSize).ToList();
        var roles = RolesOf(data, [.. shown.Select(person => person.Id)]).Where(role => !role.HasEndedOn(today)).ToLookup(role => role.PersonId);
        return ([.. shown.Select(person => new PersonLine(person.Id, person.Name, person.Email, person.IsActive, [.. roles[person.Id]]))], found.Count > PageSize ? shown[^1].Id : null);
    }

    /// <summary>Null where there is no such person.</summary>
    public PersonFile? Find(Guid personId)
    {
        using var data = cases.Open();
        return data.People.FirstOrDefault(one => one.Id == personId) is { } person ? new(person, [.. RolesOf(data, [personId])]) : null;
    }

    /// <summary>The schools and groups where a role may be held.</summary>
    public RolePlaces Places(DateOnly today)
    {
        using var data = cases.Open();
        return new(
            [.. data.Schools.Where(school => school.IsActive).OrderBy(school => school.Name).Select(school => new Place(school.Id, school.Name))],
            [.. data.Partnerships.Where(group => group.ValidTo == null || group.ValidTo >= today).OrderBy(group => group.Name).Select(group => new Place(group.Id, group.Name))]);
    }

    private static IEnumerable<HeldRole> RolesOf(ICaseReader data, List<Guid> people)
    {
        var roles = data.RoleAssignments.Where(role => people.Contains(role.PersonId)).ToList();
        var (schoolIds, groupIds) = (roles.Select(role => role.SchoolId).OfType<Guid>().ToList(), roles.Select(role => role.PartnershipId).OfType<Guid>().ToList());
        var schools = data.Schools.Where(school => schoolIds.Contains(school.Id)).ToDictionary(school => school.Id, school => school.Name);
        var groups = data.Partnerships.Where(group => groupIds.Contains(group.Id)).ToDictionary(group => group.Id, group => group.Name);
        return roles.OrderByDescending(role => role.From).ThenBy(role => Roles.NameOf(role.Role), StringComparer.Ordinal).ThenBy(role => role.Id).Select(role => new HeldRole(
            role.Id,
            role.PersonId,
            Roles.NameOf(role.Role),
            role switch
            {
                { SchoolId: { } school } => schools[school],
                { PartnershipId: { } group } => groups[group],
                _ => role.Authority ?? role.OrganisationName ?? "",
            },
            role.From,
            role.To));
    }
}
