using CaseFlow.Cases.People;

namespace CaseFlow.Cases.Access;

/// <summary>When a cell of the matrix applies to a case the role can otherwise reach.</summary>
public enum Condition
{
    Always,

    /// <summary>The viewer, or their role, is named on the case.</summary>
    Named,

    /// <summary>MASH has approved the viewer for the case.</summary>
    MashApproved,

    /// <summary>The child is looked after.</summary>
    LookedAfter,

    /// <summary>The child is in year 11 or above.</summary>
    Year11,
}

/// <summary>
/// Who may see what: a row per kind of content, a cell per role. What is not here is not seen. Administrators, process
/// owners and readers of aggregates have no cell with a child's data in it.
/// </summary>
public static class AccessMatrix
{
    private static readonly Dictionary<(DataClass, string), (Sight Sight, Condition Condition)> Cells = Build();

    public static (Sight Sight, Condition Condition) Cell(DataClass data, string role) =>
        Cells.GetValueOrDefault((data, role), (Sight.None, Condition.Always));

    // F full, S summary, T status only, - nothing; * named, + MASH-approved, L looked after, Y year 11 and above.
    private static Dictionary<(DataClass, string), (Sight, Condition)> Build()
    {
        string[] roles =
        [
            Roles.SchoolReferrer, Roles.SchoolHead, Roles.SchoolSafeguardingLead, Roles.Coordinator, Roles.Chair, Roles.PanelMember,
            Roles.FundHolder, Roles.Provider, Roles.Inclusion, Roles.Sena, Roles.Mash, Roles.VirtualSchool, Roles.Post16, Roles.Finance,
            Roles.Admissions, Roles.GovernorsClerk, Roles.SchoolData, Roles.InformationGovernance,
        ];
        (DataClass Row, string Cells)[] rows =
        [
            (DataClass.Identity,    "F  F  F  F  F  S* T  F* F  F* F* FL FY T  F* F* F  F*"),
            (DataClass.Needs,       "F  F  F  F  F  F* -  S* F  F* F* FL SY -  -  -  -  F*"),
            (DataClass.Health,      "F  F  F  F  S  S* -  S* S  F* F* SL -  -  -  -  -  F*"),
            (DataClass.Attendance,  "F  F  F  F  F  F* -  F* F  F* S* FL SY -  S* F* F  F*"),
            (DataClass.MashContent, "-  -  F+ F+ -  -  -  -  -  -  F* F+ -  -  -  -  -  F*"),
            (DataClass.MashStatus,  "T  T  F  S  S  S* -  S* S  S* F* SL -  -  -  -  -  F*"),
            (DataClass.PanelPapers, "F  F  S  F  F  F* T  T* F  S* S* SL -  T  -  -  -  F*"),
            (DataClass.Placement,   "F  F  F  F  F  S* F  F* F  S* S* SL SY T  -  -  -  F*"),
            (DataClass.EhcFile,     "F  F  S  S  S  S* -  S* S  F* -  SL SY T  -  -  -  F*"),
            (DataClass.Finance,     "S  S  -  F  F  S* F  S* F  T* -  -  -  F  -  -  -  F*"),
        ];

        var cells = new Dictionary<(DataClass, string), (Sight, Condition)>();
        foreach (var (row, text) in rows)
        {
            var marks = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < roles.Length; i++)
            {
                cells.Add((row, roles[i]), Read(marks[i]));
            }
        }

        return cells;
    }

    private static (Sight, Condition) Read(string mark) => (
        mark[0] switch { 'F' => Sight.Full, 'S' => Sight.Summary, 'T' => Sight.Status, _ => Sight.None },
        mark.Length == 1
            ? Condition.Always
            : mark[1] switch
            {
                '+' => Condition.MashApproved,
                'L' => Condition.LookedAfter,
                'Y' => Condition.Year11,
                _ => Condition.Named,
            });
}
