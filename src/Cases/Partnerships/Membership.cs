using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Partnerships;

/// <summary>Which group a school belonged to on a day.</summary>
public static class Membership
{
    public static Partnership? GroupOf(ICaseData data, Guid schoolId, DateOnly on) => data.Partnerships
        .FirstOrDefault(group => group.ValidFrom <= on && (group.ValidTo == null || group.ValidTo >= on)
            && data.SchoolMemberships.Any(member => member.PartnershipId == group.Id && member.SchoolId == schoolId
                && member.From <= on && (member.To == null || member.To >= on)));
}
