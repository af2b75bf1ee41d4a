namespace CaseFlow.Cases.CaseFiles;

/// <summary>Where a case stands. The order is that of the graduated response; a case may step down as well as up.</summary>
public enum CaseStage
{
    Draft,
    Submitted,
    ReturnedForInformation,
    Triage,
    InSchoolPlan,
    AdviceGuidance,
    AwaitingPanel,
    PanelDecided,
    PlacementSetup,
    PmPartial,
    PmFull,
    UnderReview,
    Reintegrating,
    Transition16,
    Tracking,
    Closed,
}

/// <summary>What runs beside the stage.</summary>
[Flags]
public enum CaseFlags
{
    None = 0,
    MashOpen = 1,
    EhcOpen = 2,
    SuspensionActive = 4,
    PexActive = 8,
    DaySixRisk = 16,
    CrossBorder = 32,
    LookedAfter = 64,
    PartTimeTimetable = 128,
    UnregisteredApRisk = 256,
}

public enum ReferralPurpose
{
    InclusionForum,
    AdviceGuidance,
    PanelPartialPm,
    PanelFullPm,
    UrgentPreExclusion,
    PermanentExclusion,
    FairAccess,
    Year6To7Transfer,
    ReintegrationSupport,
}

public enum Urgency
{
    Routine,
    Urgent,
    Emergency,
}
