namespace CaseFlow.Cases.People;

/// <summary>The codes of every role, as they stand in role assignments, workflows and the access matrix.</summary>
public static class Roles
{
    public const string SchoolReferrer = "SCH-REF";
    public const string SchoolHead = "SCH-HEAD";
    public const string SchoolSafeguardingLead = "SCH-DSL";
    public const string SchoolData = "SCH-DATA";
    public const string Coordinator = "COORD";
    public const string Chair = "CHAIR";
    public const string PanelMember = "PANEL";
    public const string FundHolder = "FUND";
    public const string Provider = "AP";
    public const string Inclusion = "LA-INC";
    public const string Sena = "LA-SENA";
    public const string Mash = "LA-MASH";
    public const string VirtualSchool = "LA-VS";
    public const string Post16 = "LA-P16";
    public const string Finance = "LA-FIN";
    public const string ProcessOwner = "LA-PO";
    public const string AuthorityData = "LA-DATA";
    public const string Admissions = "LA-ADM";
    public const string GovernorsClerk = "GOV";
    public const string Aggregates = "AGG";
    public const string InformationGovernance = "IG";

    /// <summary>Runs the system and its accounts; sees no case.</summary>
    public const string Administrator = "ADMIN";

    private static readonly Dictionary<string, RoleDescription> Descriptions = new RoleDescription[]
    {
        new(SchoolReferrer, "Pastoral lead or SENCo", RolePlace.School),
        new(SchoolHead, "Headteacher", RolePlace.School),
        new(SchoolSafeguardingLead, "Designated safeguarding lead", RolePlace.School),
        new(SchoolData, "School data officer", RolePlace.School),
        new(Coordinator, "Partnership co-ordinator", RolePlace.Partnership),
        new(Chair, "Partnership chair", RolePlace.Partnership),
        new(PanelMember, "Panel member", RolePlace.School),
        new(FundHolder, "Fund-holding school", RolePlace.Partnership),
        new(Provider, "Alternative provider", RolePlace.Organisation),
        new(Inclusion, "Inclusion officer", RolePlace.Authority),
        new(Sena, "SENA officer", RolePlace.Authority),
        new(Mash, "MASH officer", RolePlace.Authority),
        new(VirtualSchool, "Virtual school", RolePlace.Authority),
        new(Post16, "Post-16 participation officer", RolePlace.Authority),
        new(Finance, "Finance officer", RolePlace.Authority),
        new(ProcessOwner, "Process owner", RolePlace.Authority),
        new(AuthorityData, "Data officer", RolePlace.Authority),
        new(Admissions, "School admissions officer", RolePlace.Authority),
        new(GovernorsClerk, "Clerk to the governing board", RolePlace.School),
        new(Aggregates, "Scrutiny reader", RolePlace.Authority),
        new(InformationGovernance, "Information governance officer", RolePlace.Authority),
        new(Administrator, "System administrator", RolePlace.Authority),
    }.ToDictionary(role => role.Code, StringComparer.Ordinal);

    public static IReadOnlyCollection<RoleDescription> All => Descriptions.Values;

    public static bool IsKnown(string code) => Descriptions.ContainsKey(code);

    /// <summary>What people call the role; the code itself where it is not known.</summary>
    public static string NameOf(string code) => Descriptions.TryGetValue(code, out var role) ? role.Name : code;

    /// <summary>"the partnership co-ordinator", "the SENA officer".</summary>
    public static string InSentence(string code)
    {
        var name = NameOf(code);
        return "the " + (name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..]);
    }

    public static RolePlace? PlaceOf(string code) => Descriptions.TryGetValue(code, out var role) ? role.Place : null;
}

public sealed record RoleDescription(string Code, string Name, RolePlace Place);

/// <summary>What a role is held at.</summary>
public enum RolePlace
{
    School,
    Partnership,
    Authority,
    Organisation,
}
