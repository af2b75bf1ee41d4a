namespace CaseFlow.Host.CaseFile;

/// <summary>Which of a case's long lists are shown whole, as the page's address says it; the others show their newest entries.</summary>
public sealed class CaseLists
{
    public const string Timeline = "timeline";
    public const string Emails = "emails";

    /// <summary>How many entries a list shows before the rest is a link away.</summary>
    public const int Newest = 10;

    private static readonly string[] Known = [Emails, Timeline];

    private readonly string[] _whole;

    private CaseLists(IEnumerable<string> whole) => _whole = [.. whole];

    public static CaseLists Read(string[]? all) => new(Known.Where(list => all?.Contains(list, StringComparer.Ordinal) == true));

    public bool IsWhole(string list) => _whole.Contains(list);

    public CaseLists With(string list) => new(Known.Where(one => one == list || IsWhole(one)));

    public CaseLists Without(string list) => new(_whole.Where(one => one != list));

    /// <summary>The case's page with these lists whole, at a section.</summary>
    public string Address(string reference, string section) =>
        $"/cases/{reference}{(_whole.Length == 0 ? "" : "?all=" + string.Join("&all=", _whole))}#{section}";

    /// <summary>What to show of a list, newest first, and how many that leaves out. One entry is not worth hiding.</summary>
    public (IReadOnlyList<T> Entries, int Hidden) Of<T>(string list, IReadOnlyList<T> entries) =>
        IsWhole(list) || entries.Count <= Newest + 1 ? (entries, 0) : ([.. entries.Take(Newest)], entries.Count - Newest);
}
