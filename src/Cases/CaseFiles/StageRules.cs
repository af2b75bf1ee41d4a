namespace CaseFlow.Cases.CaseFiles;

/// <summary>
/// Which stage may follow which. The graduated response goes up and down freely once a referral is taken on; what it may
/// not do is un-submit, or put a child in a programme that no panel, chair or review has decided on.
/// </summary>
public static class StageRules
{
    private static readonly CaseStage[] BeforeTriage = [CaseStage.Draft, CaseStage.Submitted, CaseStage.ReturnedForInformation];

    private static readonly CaseStage[] Programme = [CaseStage.PmPartial, CaseStage.PmFull];

    private static readonly CaseStage[] DecidesProgramme =
    [
        CaseStage.PanelDecided, CaseStage.PlacementSetup, CaseStage.PmPartial, CaseStage.PmFull, CaseStage.UnderReview,
        CaseStage.Reintegrating, CaseStage.Transition16,
    ];

    public static bool MayFollow(CaseStage next, CaseStage now) => (now, next) switch
    {
        _ when now == next => true,
        (_, CaseStage.Closed) => true,
        (_, CaseStage.Draft) => false,
        (CaseStage.Draft, _) => next is CaseStage.Submitted or CaseStage.AdviceGuidance,
        (CaseStage.Closed, _) => next is CaseStage.Triage or CaseStage.AdviceGuidance or CaseStage.UnderReview or CaseStage.Tracking,
        (CaseStage.ReturnedForInformation, _) => next is CaseStage.Submitted or CaseStage.Triage,
        (_, CaseStage.Submitted) => false,
        (_, CaseStage.ReturnedForInformation) => now is CaseStage.Submitted or CaseStage.Triage,
        _ when Programme.Contains(next) => DecidesProgramme.Contains(now),
        (_, CaseStage.Triage) => now == CaseStage.Submitted || !BeforeTriage.Contains(now),
        _ => true,
    };
}
