namespace CaseFlow.Workflows.Pumps;

/// <summary>How this host claims work.</summary>
public sealed record PumpOptions
{
    /// <summary>The host's name, the same after a restart: what it had claimed when it died is given back as it starts.</summary>
    public string Host { get; init; } = "host";

    /// <summary>How long a claim keeps other hosts away.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Rows claimed at a time, at most 500.</summary>
    public int Page { get; init; } = 500;

    /// <summary>Bursts of different instances under way at a time: what fills a group commit.</summary>
    public int Parallel { get; init; } = 64;

    /// <summary>How often a row may end its host, or fail within it, before its instance is parked.</summary>
    public int Recoveries { get; init; } = 3;

    /// <summary>How long a host must have run before it takes a row that was under way alone when a host ended.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(5);
}
