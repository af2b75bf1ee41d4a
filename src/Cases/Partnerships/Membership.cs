using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Partnerships;

/// <summary>Which group a school belonged to, and which schools a group had, on a day.</summary>
public static class Membership
{
    public static Partnership? GroupOf(ICaseData data, Guid schoolId, DateOnly on) => data.Partnerships
        .FirstOrDefault(group => group.ValidFrom <= on && (group.ValidTo == null || group.ValidTo >= on)
            && data.SchoolMemberships.Any(member => member.PartnershipId == group.Id && member.SchoolId == schoolId
                && member.From <= on && (member.To == null || member.To >= on)));

    public static IReadOnlyList<Guid> SchoolsOf(ICaseData data, Guid partnershipId, DateOnly on) =>
    [
        .. data.SchoolMemberships
            .Where(member => member.PartnershipId == partnershipId && member.From <= on && (member.To == null || member.To >= on))
            .Select(member => member.SchoolId),
    ];
}
