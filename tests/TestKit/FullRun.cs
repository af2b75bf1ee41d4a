namespace CaseFlow.TestKit;

/// <summary>./test runs the reliability tests with counts scaled down; ./test full, which sets CASEFLOW_FULL, with the whole ones.</summary>
public static class FullRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("CASEFLOW_FULL") is { Length: > 0 };

    public static int Count(int quick, int full) => IsOn ? full : quick;
}
