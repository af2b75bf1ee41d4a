using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Access;

/// <summary>Finds out who is looking: their roles as they stand today in London.</summary>
public sealed class ViewerLookup(ICaseDataFactory cases, TimeProvider clock)
{
    /// <summary>Null where there is no such person or their account is closed.</summary>
    public Viewer? Find(Guid personId)
    {
        using var data = cases.Open();
        return Load(data, personId, LondonTime.DateOf(clock.GetUtcNow()));
    }

    public static Viewer? Load(ICaseData data, Guid personId, DateOnly on)
    {
        var person = data.People.FirstOrDefault(one => one.Id == personId && one.IsActive);
        if (person is null)
        {
            return null;
        }

        var held = data.RoleAssignments
            .Where(role => role.PersonId == personId && role.From <= on && (role.To == null || role.To >= on))
            .ToList();
        var seats = held.Where(role => role.Role == Roles.PanelMember).Select(role => role.SchoolId).OfType<Guid>().ToList();
        var panels = seats.Count == 0
            ? []
            : data.SchoolMemberships
                .Where(member => seats.Contains(member.SchoolId) && member.From <= on && (member.To == null || member.To >= on))
                .Select(member => member.PartnershipId)
                .ToList();
        return new Viewer(person, on, held, panels);
    }
}
