namespace CaseFlow.Cases.Pupils;

public enum Sex
{
    F,
    M,
}

public enum EnrolmentStatus
{
    Single,
    DualMain,
    DualSubsidiary,
}

public enum SenStatus
{
    None,
    Support,
    Plan,
}

/// <summary>Census codes of special educational need; NSA is support without a specialist's assessment.</summary>
public enum Need
{
    SPLD,
    MLD,
    SLD,
    PMLD,
    SEMH,
    SLCN,
    HI,
    VI,
    MSI,
    PD,
    ASD,
    OTH,
    NSA,
}

public enum CareStatus
{
    None,
    LookedAfter,
    PreviouslyLookedAfter,
}

public enum SocialCareStatus
{
    None,
    EarlyHelp,
    ChildInNeed,
    ChildProtection,
}
