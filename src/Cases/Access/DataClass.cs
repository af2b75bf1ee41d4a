namespace CaseFlow.Cases.Access;

/// <summary>The rows of the access matrix: kinds of content that different people may see differently much of.</summary>
public enum DataClass
{
    Identity,
    Needs,
    Health,
    Attendance,
    MashContent,
    MashStatus,
    PanelPapers,
    Placement,
    EhcFile,
    Finance,
    Definitions,
}
