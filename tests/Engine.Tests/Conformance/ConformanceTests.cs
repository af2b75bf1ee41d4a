using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Conformance;

public sealed class ConformanceTests
{
    [Fact]
    public void Cases_OursAndThoseNamedInTheEnvironment_MatchElsa()
    {
        var mismatches = new List<string>();
        var count = 0;
        foreach (var path in ConformanceFolders.CaseFiles(Environment.GetEnvironmentVariable("CASEFLOW_CONFORMANCE")))
        {
            count++;
            if (Difference(path) is { } difference)
            {
                mismatches.Add($"{Path.GetFileNameWithoutExtension(path)}: {difference}");
            }
        }

        Summary.Line($"conformance: {count - mismatches.Count} of {count} match");
        mismatches.ForEach(mismatch => Summary.Line($"  {mismatch}"));
        Assert.True(count >= 150, $"Only {count} cases were found.");
        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches));
    }

    /// <summary>A case that cannot even be run is a mismatch like another, and the rest is still run.</summary>
    private static string? Difference(string path)
    {
        try
        {
            return ConformanceRun.Difference(ConformanceCase.Read(path));
        }
        catch (Exception exception)
        {
            return $"could not be run: {exception.Message}";
        }
    }
}
