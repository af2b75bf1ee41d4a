namespace CaseFlow.Host.Demo;

/// <summary>Names of the demo world's places. All invented; none is a real school's.</summary>
internal static class DemoNames
{
    /// <summary>The groups, how many schools each has, and its share of the cases.</summary>
    public static IReadOnlyList<DemoGroup> Groups { get; } =
    [
        new("HB", null, 8, 27),
        new("MSC", null, 8, 22),
        new("NC", null, 9, 134),
        new("NW", null, 8, 22),
        new("SL", null, 10, 79),
        new("LFT", "Larkfen Learning Trust", 2, 8),
        new("QMT", "Quenfield Mere Trust", 2, 8),
    ];

    public static IReadOnlyList<string> Schools { get; } =
    [
        "Brookmere Academy", "Ashlow Vale School", "Priory Gate College", "Sorrel Hill School", "Wreake Bank Academy",
        "Aldermoss School", "Fennimoor Academy", "Cinderlow College", "Brackenwath School", "Dunmarsh Academy",
        "Eldersyke School", "Foxholme Rise Academy", "Gorsemere School", "Hazelwath College", "Inglebeck Academy",
        "Juniper Fold School", "Kestrelmoor Academy", "Lindenholt School", "Mossgarth College", "Netherwyke Academy",
        "Oakensyke School", "Pellfield Academy", "Quarrendale School", "Rushwick Mere Academy", "Saltersyke College",
        "Tarnholme School", "Vetchfield Academy", "Wolderley Rise School", "Yarrowmere Academy", "Amberlow School",
        "Birchensyke College", "Coldbeck Rise Academy", "Dovemoor School", "Emberwath Academy", "Fallowmere School",
        "Gravelsyke Academy", "Heronsgarth College", "Ivelmoor School", "Kirtlefield Academy", "Larchwath School",
        "Millersyke Academy", "Nightingale Fold School", "Otterwyke Academy", "Plovermoor College", "Reedholme Academy",
        "Stonechat Hill School", "Thistlegarth Academy", "Wharfmoor School",
    ];

    /// <summary>Stands in for the last ordinary school of HB and of NW.</summary>
    public static IReadOnlyDictionary<string, string> StudioSchools { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["HB"] = "Cropwell Studio School",
        ["NW"] = "Harrowmere Studio School",
    };

    public static IReadOnlyList<string> Towns { get; } =
        ["Brookmere", "Ashlow", "Priory Gate", "Sorrel Hill", "Wreakeby", "Fennimoor", "Dunmarsh", "Hazelwath", "Netherwyke", "Quarrendale"];

    public static IReadOnlyList<string> Streets { get; } =
        ["Mill Lane", "Orchard Way", "Station Road", "Priory Close", "Canal Street", "Meadow Rise", "Chapel Hill", "Linden Avenue", "Forge Row", "Spinney Drive"];
}

/// <param name="Name">Null for one of the shipped partnerships.</param>
/// <param name="Share">Cases in a full-size year.</param>
internal sealed record DemoGroup(string Code, string? Name, int Schools, int Share);
