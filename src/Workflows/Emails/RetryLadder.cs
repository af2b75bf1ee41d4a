namespace CaseFlow.Workflows.Emails;

/// <summary>How long to wait after each attempt that failed for now. After the last rung somebody must look at it.</summary>
public static class RetryLadder
{
    private static readonly TimeSpan[] Rungs =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static IReadOnlyList<TimeSpan> Steps => Rungs;

    /// <param name="attempts">Attempts made so far, at least one.</param>
    /// <returns>The wait before the next, or null when the ladder has ended.</returns>
    public static TimeSpan? After(int attempts) => attempts <= Rungs.Length ? Rungs[Math.Max(attempts, 1) - 1] : null;
}
