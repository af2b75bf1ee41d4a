namespace CaseFlow.Cases.Pupils;

/// <summary>The words an import file may use for each code.</summary>
internal static class PupilCodeWords
{
    public static readonly IReadOnlyDictionary<string, Sex> Sexes = new Dictionary<string, Sex>(StringComparer.Ordinal)
    {
        ["F"] = Sex.F,
        ["M"] = Sex.M,
    };

    public static readonly IReadOnlyDictionary<string, EnrolmentStatus> Enrolments = new Dictionary<string, EnrolmentStatus>(StringComparer.Ordinal)
    {
        ["C"] = EnrolmentStatus.Single,
        ["M"] = EnrolmentStatus.DualMain,
        ["S"] = EnrolmentStatus.DualSubsidiary,
    };

    public static readonly IReadOnlyDictionary<string, SenStatus> SenStatuses = new Dictionary<string, SenStatus>(StringComparer.Ordinal)
    {
        ["N"] = SenStatus.None,
        ["K"] = SenStatus.Support,
        ["E"] = SenStatus.Plan,
    };

    public static readonly IReadOnlyDictionary<string, Need> Needs = Enum.GetValues<Need>().ToDictionary(need => need.ToString(), StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, CareStatus> CareStatuses = new Dictionary<string, CareStatus>(StringComparer.Ordinal)
    {
        ["no"] = CareStatus.None,
        ["yes"] = CareStatus.LookedAfter,
        ["previously"] = CareStatus.PreviouslyLookedAfter,
    };

    public static readonly IReadOnlyDictionary<string, SocialCareStatus> SocialCare = new Dictionary<string, SocialCareStatus>(StringComparer.Ordinal)
    {
        ["none"] = SocialCareStatus.None,
        ["early help"] = SocialCareStatus.EarlyHelp,
        ["child in need"] = SocialCareStatus.ChildInNeed,
        ["child protection"] = SocialCareStatus.ChildProtection,
    };
}
