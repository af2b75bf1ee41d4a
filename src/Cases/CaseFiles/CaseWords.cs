namespace CaseFlow.Cases.CaseFiles;

/// <summary>Stages, flags and purposes as people say them.</summary>
public static class CaseWords
{
    public static string Of(CaseStage stage) => stage switch
    {
        CaseStage.Draft => "Draft",
        CaseStage.Submitted => "Submitted",
        CaseStage.ReturnedForInformation => "Returned for information",
        CaseStage.Triage => "Triage",
        CaseStage.InSchoolPlan => "In-school plan",
        CaseStage.AdviceGuidance => "Advice and guidance",
        CaseStage.AwaitingPanel => "Awaiting panel",
        CaseStage.PanelDecided => "Panel has decided",
        CaseStage.PlacementSetup => "Setting up a placement",
        CaseStage.PmPartial => "Programme managed, partial",
        CaseStage.PmFull => "Programme managed, full",
        CaseStage.UnderReview => "Under review",
        CaseStage.Reintegrating => "Reintegrating",
        CaseStage.Transition16 => "16+ transition",
        CaseStage.Tracking => "Tracking",
        CaseStage.Closed => "Closed",
        _ => stage.ToString(),
    };

    public static string Of(ReferralPurpose purpose) => purpose switch
    {
        ReferralPurpose.InclusionForum => "Inclusion Forum",
        ReferralPurpose.AdviceGuidance => "Advice and guidance",
        ReferralPurpose.PanelPartialPm => "Panel: partial programme",
        ReferralPurpose.PanelFullPm => "Panel: full programme",
        ReferralPurpose.UrgentPreExclusion => "Urgent advice before an exclusion",
        ReferralPurpose.PermanentExclusion => "Permanent exclusion",
        ReferralPurpose.FairAccess => "Fair Access",
        ReferralPurpose.Year6To7Transfer => "Year 6 to 7 transfer",
        ReferralPurpose.ReintegrationSupport => "Reintegration support",
        _ => purpose.ToString(),
    };

    /// <summary>What runs beside the stage, in words, in a fixed order.</summary>
    public static IReadOnlyList<string> Of(CaseFlags flags) =>
        [.. Enum.GetValues<CaseFlags>().Where(flag => flag != CaseFlags.None && flags.HasFlag(flag)).Select(Single)];

    private static string Single(CaseFlags flag) => flag switch
    {
        CaseFlags.MashOpen => "MASH check open",
        CaseFlags.EhcOpen => "EHC request open",
        CaseFlags.SuspensionActive => "Suspended",
        CaseFlags.PexActive => "Permanently excluded",
        CaseFlags.DaySixRisk => "Day six at risk",
        CaseFlags.CrossBorder => "Cross-border",
        CaseFlags.LookedAfter => "Looked after",
        CaseFlags.PartTimeTimetable => "Part-time timetable",
        CaseFlags.UnregisteredApRisk => "Unregistered provision risk",
        _ => flag.ToString(),
    };
}
