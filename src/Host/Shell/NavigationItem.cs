using CaseFlow.Cases.Access;

namespace CaseFlow.Host.Shell;

/// <summary>One link of the service navigation. A feature registers its own; the bar shows them in order.</summary>
public sealed record NavigationItem(string Text, string Href, int Order)
{
    /// <summary>Who sees the link; nobody who is signed out ever does.</summary>
    public Func<Viewer, bool> Show { get; init; } = _ => true;

    /// <summary>A count shown beside the link, with the words a screen reader hears after it ("tasks waiting").</summary>
    public NavigationBadge? Badge { get; init; }
}

public sealed record NavigationBadge(Func<HttpContext, CancellationToken, Task<int>> Count, string Singular, string Plural);
