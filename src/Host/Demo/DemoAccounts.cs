using CaseFlow.Cases.People;
using CaseFlow.Host.SignIn;
using CaseFlow.Persistence.Storage;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Host.Demo;

/// <summary>The people of the demo world whom visitors may be.</summary>
internal sealed class DemoAccounts(CaseFlowStorage storage, TimeProvider clock) : IDemoAccounts
{
    /// <summary>Of every demo account. There are none outside demo mode.</summary>
    public const string Password = "caseflow demo world";

    public async Task<IReadOnlyList<DemoAccount>> All(CancellationToken cancellationToken = default)
    {
        await using var data = storage.OpenForReading();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var people = await data.People
            .Where(person => person.IsSynthetic && person.IsActive && data.Users.Any(account => account.PersonId == person.Id))
            .ToListAsync(cancellationToken);
        var ids = people.Select(person => person.Id).ToList();
        var roles = await data.RoleAssignments.Where(role => ids.Contains(role.PersonId) && role.From <= today && (role.To == null || role.To >= today)).ToListAsync(cancellationToken);
        var schools = await data.Schools.ToDictionaryAsync(school => school.Id, school => school.Name, cancellationToken);
        var groups = await data.Partnerships.ToDictionaryAsync(group => group.Id, group => group.Name, cancellationToken);
        var order = Roles.All.Select(role => role.Code).ToList();
        return
        [
            .. from person in people
               let held = roles.Where(role => role.PersonId == person.Id).OrderBy(role => order.IndexOf(role.Role)).ToList()
               where held.Count > 0
               let place = Place(held[0], schools, groups)
               orderby place.Order, place.Name, held.Count, order.IndexOf(held[0].Role), person.Id
               select new DemoAccount(person.Name, string.Join(", ", held.Select(role => Roles.NameOf(role.Role))), place.Name, person.Email),
        ];
    }

    private static (int Order, string Name) Place(RoleAssignment role, Dictionary<Guid, string> schools, Dictionary<Guid, string> groups) => role switch
    {
        { SchoolId: { } school } => (0, schools[school]),
        { PartnershipId: { } group } => (1, groups[group]),
        { Authority: { } authority } => (2, authority),
        _ => (3, role.OrganisationName ?? ""),
    };
}
