using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;

namespace CaseFlow.Cases.Access;

/// <summary>
/// Somebody who looks, on a day: the roles they hold then and the places they hold them at. Everything anybody reads is
/// cut down to what their viewer may see.
/// </summary>
public sealed class Viewer
{
    private static readonly string[] OwnSchoolRoles =
        [Roles.SchoolReferrer, Roles.SchoolHead, Roles.SchoolSafeguardingLead, Roles.SchoolData];

    private static readonly string[] OwnPartnershipRoles = [Roles.Coordinator, Roles.Chair];

    private static readonly string[] NamedAuthorityRoles =
        [Roles.Sena, Roles.Mash, Roles.VirtualSchool, Roles.Post16, Roles.Admissions, Roles.InformationGovernance];

    /// <param name="person">Who looks.</param>
    /// <param name="on">The day.</param>
    /// <param name="held">The roles they hold that day; others are left aside.</param>
    /// <param name="panelPartnerships">The groups whose panel their school sits on that day.</param>
    public Viewer(Person person, DateOnly on, IEnumerable<RoleAssignment> held, IEnumerable<Guid>? panelPartnerships = null)
    {
        PersonId = person.Id;
        Name = person.Name;
        On = on;
        Held = person.IsActive ? [.. held.Where(role => role.IsHeldOn(on))] : [];
        RoleCodes = [.. Held.Select(role => role.Role).Distinct(StringComparer.Ordinal)];
        SchoolIds = Places(OwnSchoolRoles, role => role.SchoolId);
        PartnershipIds = Places(OwnPartnershipRoles, role => role.PartnershipId);
        ClerkSchoolIds = Places([Roles.GovernorsClerk], role => role.SchoolId);
        PanelPartnershipIds = [.. Places([Roles.PanelMember], role => role.PartnershipId), .. HoldsAny(Roles.PanelMember) ? panelPartnerships ?? [] : []];
        Organisations = [.. Held.Where(role => role.Role == Roles.Provider).Select(role => role.OrganisationName).OfType<string>()];
        AuthorityRoles = [.. Held.Where(AtOwnAuthority).Select(role => role.Role).Where(NamedAuthorityRoles.Contains)];
        SeesEveryCase = Held.Any(role => role.Role == Roles.Inclusion && AtOwnAuthority(role));
        SeesLookedAfter = AuthorityRoles.Contains(Roles.VirtualSchool);
        SeesYear11 = AuthorityRoles.Contains(Roles.Post16);
    }

    public Guid PersonId { get; }

    public string Name { get; }

    public DateOnly On { get; }

    public IReadOnlyList<RoleAssignment> Held { get; }

    public List<string> RoleCodes { get; }

    /// <summary>Schools whose children and cases they see by a role at the school.</summary>
    public List<Guid> SchoolIds { get; }

    /// <summary>Groups whose cases they see by a role in the group.</summary>
    public List<Guid> PartnershipIds { get; }

    internal List<Guid> ClerkSchoolIds { get; }

    internal List<Guid> PanelPartnershipIds { get; }

    internal List<string> Organisations { get; }

    internal List<string> AuthorityRoles { get; }

    internal bool SeesEveryCase { get; }

    internal bool SeesLookedAfter { get; }

    internal bool SeesYear11 { get; }

    /// <summary>Holds a role that cases are shown to, be it only those that name it.</summary>
    public bool MaySeeCases => OnlySeesNamedCases || SchoolIds.Count > 0 || PartnershipIds.Count > 0 || SeesEveryCase || SeesLookedAfter || SeesYear11;

    /// <summary>Every role of theirs is shown only the cases that name it, or them.</summary>
    public bool OnlySeesNamedCases =>
        SchoolIds.Count == 0 && PartnershipIds.Count == 0 && !SeesEveryCase && !SeesLookedAfter && !SeesYear11
        && (AuthorityRoles.Count > 0 || ClerkSchoolIds.Count > 0 || HoldsAny(Roles.PanelMember, Roles.Provider));

    public bool HoldsAny(params string[] roles) => RoleCodes.Exists(roles.Contains);

    public bool HoldsAtSchool(string role, Guid schoolId) => Held.Any(held => held.Role == role && held.SchoolId == schoolId);

    public bool HoldsAtPartnership(string role, Guid partnershipId) =>
        Held.Any(held => held.Role == role && held.PartnershipId == partnershipId);

    /// <summary>Holds a role at this service's own authority.</summary>
    public bool HoldsAtAuthority(string role) => Held.Any(held => held.Role == role && AtOwnAuthority(held));

    /// <summary>
    /// How much of a kind of content they may see on a case: the most that any of their roles gives. Nothing where the
    /// case is out of their reach altogether.
    /// </summary>
    public Sight Sees(DataClass data, CaseAccess access) =>
        Held.Where(role => Reaches(role, access)).Select(role => SightBy(role, data, access)).DefaultIfEmpty(Sight.None).Max();

    private static Sight SightBy(RoleAssignment role, DataClass data, CaseAccess access)
    {
        var (sight, condition) = AccessMatrix.Cell(data, role.Role);
        var holds = condition switch
        {
            Condition.Named => access.Names(role),
            Condition.MashApproved => access.MashApproves(role),
            Condition.LookedAfter => access.IsLookedAfter || access.Names(role),
            Condition.Year11 => access.YearGroup >= 11 || access.Names(role),
            _ => true,
        };
        return holds ? sight : Sight.None;
    }

    private bool Reaches(RoleAssignment role, CaseAccess access)
    {
        var file = access.Case;
        if (OwnSchoolRoles.Contains(role.Role))
        {
            return role.SchoolId == file.SchoolId;
        }

        // A referral is the school's own until it is submitted.
        if (file.SubmittedAt is null)
        {
            return false;
        }

        return role.Role switch
        {
            Roles.Coordinator or Roles.Chair or Roles.FundHolder => role.PartnershipId == file.PartnershipId,
            Roles.PanelMember => PanelPartnershipIds.Contains(file.PartnershipId),
            Roles.GovernorsClerk => role.SchoolId == file.SchoolId,
            Roles.Provider => true,
            _ => AtOwnAuthority(role),
        };
    }

    private static bool AtOwnAuthority(RoleAssignment role) =>
        string.Equals(role.Authority, LocalAuthorities.Own, StringComparison.Ordinal);

    private List<Guid> Places(string[] roles, Func<RoleAssignment, Guid?> place) =>
        [.. Held.Where(role => roles.Contains(role.Role)).Select(place).OfType<Guid>().Distinct()];
}
