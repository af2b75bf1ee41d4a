using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.People;

/// <summary>A role where it is held: the school, the partnership, this authority (by default) or a named organisation.</summary>
public sealed record RoleAt(string Role, Guid? SchoolId = null, Guid? PartnershipId = null, string? OrganisationName = null)
{
    /// <summary>A role at the place of its kind: the case's school, its partnership, or the authority.</summary>
    public static RoleAt OfCase(string role, Guid schoolId, Guid partnershipId) => Roles.PlaceOf(role) switch
    {
        RolePlace.School => new RoleAt(role, SchoolId: schoolId),
        RolePlace.Partnership => new RoleAt(role, PartnershipId: partnershipId),
        _ => new RoleAt(role),
    };
}

/// <summary>Who holds which role, where, on a day.</summary>
public static class RoleHolders
{
    /// <summary>Active people who hold a role at a place, in order of name.</summary>
    public static IReadOnlyList<Person> At(ICaseData data, RoleAt at, DateOnly on)
    {
        var held = data.RoleAssignments.Where(role => role.Role == at.Role
            && role.From <= on && (role.To == null || role.To >= on)
            && role.SchoolId == at.SchoolId && role.PartnershipId == at.PartnershipId);
        held = at switch
        {
            { OrganisationName: { } organisation } => held.Where(role => role.OrganisationName == organisation),
            { SchoolId: null, PartnershipId: null } => held.Where(role => role.Authority == LocalAuthorities.Own),
            _ => held,
        };
        return
        [
            .. data.People
                .Where(person => person.IsActive && held.Any(role => role.PersonId == person.Id))
                .OrderBy(person => person.LastName).ThenBy(person => person.FirstName).ThenBy(person => person.Id),
        ];
    }

    /// <summary>
    /// The holders of the first role in the ladder that anybody holds, and which it is; nobody where none is held.
    /// </summary>
    public static (RoleAt? At, IReadOnlyList<Person> People) FirstHeld(ICaseData data, IEnumerable<RoleAt> ladder, DateOnly on)
    {
        foreach (var at in ladder)
        {
            if (At(data, at, on) is { Count: > 0 } people)
            {
                return (at, people);
            }
        }

        return (null, []);
    }
}
