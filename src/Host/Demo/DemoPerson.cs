using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;

namespace CaseFlow.Host.Demo;

/// <summary>Somebody of the demo world and what they are.</summary>
/// <param name="SchoolUrn">Where a school's role is held.</param>
/// <param name="GroupCode">Where a partnership's role is held.</param>
/// <param name="HasAccount">Whether visitors may be them.</param>
internal sealed record DemoPerson(string FirstName, string LastName, string Email, IReadOnlyList<string> RoleCodes, string? SchoolUrn, string? GroupCode, bool HasAccount)
{
    public Person ToPerson(Guid id) => new() { Id = id, FirstName = FirstName, LastName = LastName, Email = Email, Phone = "0116 496 0000", IsSynthetic = true };

    public IEnumerable<RoleAssignment> Assignments(Guid personId, Guid? schoolId, Guid? partnershipId, DateOnly from, Func<Guid> newId) =>
        RoleCodes.Select(role => new RoleAssignment
        {
            Id = newId(),
            PersonId = personId,
            Role = role,
            SchoolId = Roles.PlaceOf(role) == RolePlace.School ? schoolId : null,
            PartnershipId = Roles.PlaceOf(role) == RolePlace.Partnership ? partnershipId : null,
            Authority = Roles.PlaceOf(role) == RolePlace.Authority ? LocalAuthorities.Own : null,
            OrganisationName = Roles.PlaceOf(role) == RolePlace.Organisation ? "Larkfen Motor Workshop" : null,
            From = from,
        });
}
