using Bogus;
using CaseFlow.Cases.People;

namespace CaseFlow.Host.Demo;

/// <summary>The adults of the demo world: at each school, in each group, at the authority and at a provider.</summary>
internal sealed class DemoPeople(Faker faker)
{
    private readonly HashSet<string> _addresses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The school and the group whose people visitors may be.</summary>
    public const string GuestGroup = "NC";

    public IReadOnlyList<DemoPerson> Plan(IReadOnlyList<DemoSchool> schools)
    {
        var guestSchool = schools.First(school => school.GroupCode == GuestGroup);
        var people = new List<DemoPerson>();
        foreach (var school in schools)
        {
            var isGuest = school == guestSchool;
            people.Add(AtSchool(school, isGuest, Roles.SchoolReferrer));
            people.Add(AtSchool(school, isGuest, Roles.SchoolHead));
            people.Add(AtSchool(school, isGuest, Roles.SchoolSafeguardingLead, Roles.SchoolReferrer));
            people.Add(AtSchool(school, isGuest, Roles.PanelMember, Roles.SchoolData));
        }

        foreach (var group in DemoNames.Groups)
        {
            people.Add(InGroup(group.Code, Roles.Coordinator));
            people.Add(InGroup(group.Code, Roles.Chair));
        }

        foreach (var role in new[] { Roles.Inclusion, Roles.Sena, Roles.Mash, Roles.VirtualSchool, Roles.Post16, Roles.Finance, Roles.ProcessOwner, Roles.AuthorityData, Roles.Admissions, Roles.InformationGovernance, Roles.Aggregates, Roles.Administrator })
        {
            people.Add(Person("county.example", null, null, hasAccount: true, role));
        }

        people.Add(Person("larkfen-workshop.example", null, null, hasAccount: true, Roles.Provider));
        return people;
    }

    private DemoPerson AtSchool(DemoSchool school, bool hasAccount, params string[] roles) => Person(school.MailDomain, school.Urn, null, hasAccount, roles);

    private DemoPerson InGroup(string code, string role) =>
        Person($"{code.ToLowerInvariant()}-partnership.example", null, code, hasAccount: code == GuestGroup, role);

    private DemoPerson Person(string domain, string? urn, string? group, bool hasAccount, params string[] roles)
    {
        while (true)
        {
            var (first, last) = (DemoPersonNames.Adult(faker), DemoPersonNames.Surname(faker));
            var address = $"{Letters(first)}.{Letters(last)}@{domain}";
            if (_addresses.Add(address))
            {
                return new(first, last, address, roles, urn, group, hasAccount);
            }
        }
    }

    private static string Letters(string name) => new([.. name.ToLowerInvariant().Where(char.IsAsciiLetter)]);
}
