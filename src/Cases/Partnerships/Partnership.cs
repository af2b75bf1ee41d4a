namespace CaseFlow.Cases.Partnerships;

/// <summary>A group of schools that shares the work and the money: a local partnership or a smaller trust group.</summary>
public sealed class Partnership
{
    public required Guid Id { get; init; }

    /// <summary>The letters at the front of every case reference: HB, MSC, NC …</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    public PartnershipKind Kind { get; set; }

    public GovernanceMode Governance { get; set; }

    public DateOnly? Ks3ResponsibilityFrom { get; set; }

    public DateOnly? Ks4ResponsibilityFrom { get; set; }

    public required DateOnly ValidFrom { get; set; }

    /// <summary>The last day it exists, or null.</summary>
    public DateOnly? ValidTo { get; set; }

    public bool IsValidOn(DateOnly date) => ValidFrom <= date && (ValidTo is null || ValidTo >= date);
}

public enum PartnershipKind
{
    Partnership,
    MatGroup,
}

public enum GovernanceMode
{
    ChairLed,
    CentralBody,
    LaLed,
}
