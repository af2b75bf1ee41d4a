namespace CaseFlow.Cases.Calendars;

/// <summary>
/// The authority's term dates the product begins with, in the form the import reads. 2026/27 is a projection until the
/// authority's own list is imported over it.
/// </summary>
public static class ShippedTermDates
{
    public static Stream Open() =>
        typeof(ShippedTermDates).Assembly.GetManifestResourceStream("CaseFlow.Cases.Calendars.leicestershire-terms.csv")!;
}
