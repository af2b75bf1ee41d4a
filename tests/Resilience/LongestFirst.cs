using CaseFlow.Resilience;
using CaseFlow.Resilience.Crashes;
using CaseFlow.Resilience.Hostile;
using CaseFlow.Resilience.People;
using CaseFlow.Resilience.Replay;
using CaseFlow.Resilience.Storage;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("CaseFlow.Resilience." + nameof(LongestFirst), "CaseFlow.Resilience")]

namespace CaseFlow.Resilience;

/// <summary>The classes that take longest begin first, and the short ones fill the processors beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(KilledAtRandomTests), nameof(CrashPointTests), nameof(SmallDiskTests), nameof(TaskRaceTests), nameof(DeterministicSimulationTests), nameof(MutantTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length);
}
