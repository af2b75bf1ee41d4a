namespace CaseFlow.Cases.Partnerships;

/// <summary>That a school belonged to a group from one day to another. A school is in one group at a time.</summary>
public sealed class SchoolMembership
{
    public required Guid Id { get; init; }

    public required Guid SchoolId { get; init; }

    public required Guid PartnershipId { get; init; }

    public required DateOnly From { get; set; }

    /// <summary>The last day of membership, or null while it lasts.</summary>
    public DateOnly? To { get; set; }
}
