using System.Diagnostics;
using System.Globalization;
using System.Text;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Soundness;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Time;

namespace CaseFlow.Resilience.Hostile;

/// <summary>R19: no definition crashes or hangs what reads, compiles, checks or runs it, and what is wrong is said with its place.</summary>
public class EvilDefinitionTests
{
    private const double TargetMilliseconds = 100;
    private const long MaxBytes = 50 * 1024 * 1024;
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void EvilDefinitions_HandMade_AreContained()
    {
        var failures = new List<string>();
        var (slowest, largest) = (("", 0.0), ("", 0L));
        var (slow, phases) = (0, new List<string>());
        foreach (var evil in EvilDefinitions.All)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (began, clock) = (ThreadTime.Used, Stopwatch.StartNew());
            phases.Clear();
            var compiled = default(CompiledDefinition);
            try
            {
                compiled = Examine(evil, phase => phases.Add(string.Create(CultureInfo.InvariantCulture, $"{phase} after {clock.ElapsedMilliseconds} ms")));
            }
            catch (Exception exception)
            {
                failures.Add($"{evil.Name}: {exception.GetType().Name} {exception.Message}");
            }

            clock.Stop();
            var (bytes, used) = (GC.GetAllocatedBytesForCurrentThread() - before, (ThreadTime.Used - began).TotalMilliseconds);
            slowest = used > slowest.Item2 ? (evil.Name, used) : slowest;
            slow += used > TargetMilliseconds ? 1 : 0;
            largest = bytes > largest.Item2 ? (evil.Name, bytes) : largest;
            if (bytes > MaxBytes || clock.Elapsed > TimeSpan.FromSeconds(5))
            {
                failures.Add($"{evil.Name}: {bytes / 1048576.0:0.0} MB, {clock.ElapsedMilliseconds} ms ({string.Join(", ", phases)})");
            }

            if (compiled is not null)
            {
                Run(evil, compiled, failures);
            }
        }

        Summary.Line(string.Create(CultureInfo.InvariantCulture, $"R19 evil definitions: {EvilDefinitions.All.Count} hand-made, none crashed; reading and checking took at most {slowest.Item2:0} ms of processor time ({slowest.Item1}; {slow} above the target of 100 ms) and {largest.Item2 / 1048576.0:0.0} MB ({largest.Item1}; limit 50 MB, asserted)"));
        Assert.True(EvilDefinitions.All.Count >= 500, $"only {EvilDefinitions.All.Count}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {EvilDefinitions.All.Count}:\n" + string.Join('\n', failures.Take(40)));
    }

    [Fact]
    public void EvilDefinitions_TheirNames_AreEachTheirOwn() =>
        Assert.Equal(EvilDefinitions.All.Count, EvilDefinitions.All.Select(evil => evil.Name).Distinct(StringComparer.Ordinal).Count());

    private static CompiledDefinition? Examine(EvilDefinition evil, Action<string> done)
    {
        var (definition, problems) = DefinitionReader.Read(evil.Bytes);
        AssertPlaced(problems, needsActivity: false);
        done("read");
        if (definition is null)
        {
            Assert.Contains(problems, problem => problem.Severity == ProblemSeverity.Error);
            return null;
        }

        // What was read is written, and reads back.
        Assert.NotNull(DefinitionReader.Read(Encoding.UTF8.GetBytes(DefinitionWriter.Write(definition))).Definition);
        var (compiled, found) = DefinitionCompiler.Compile(definition, Flow.Catalogue, (id, _) => id == definition.DefinitionId ? definition : null);
        AssertPlaced(found, needsActivity: true);
        done("compiled");
        if (compiled is not null)
        {
            AssertPlaced(SoundnessCheck.Run(definition, compiled), needsActivity: true);
            done("checked");
        }

        return compiled;
    }

    // A bomb may take the engine's whole budget (R20), but ends.
    private static void Run(EvilDefinition evil, CompiledDefinition compiled, List<string> failures)
    {
        try
        {
            var result = WorkflowEngine.Run(compiled, InstanceState.New("evil", compiled.DefinitionVersionId), new Start(Value.EmptyMap), Now);
            Assert.Equal(result.State.ToBytes(), InstanceState.FromBytes(result.State.ToBytes()).ToBytes());
        }
        catch (Exception exception)
        {
            failures.Add($"{evil.Name}, run: {exception.GetType().Name} {exception.Message}");
        }
    }

    private static void AssertPlaced(IEnumerable<Problem> problems, bool needsActivity) => Assert.All(problems, problem =>
    {
        Assert.False(string.IsNullOrWhiteSpace(problem.Message), problem.Code);
        Assert.True(problem.Path?.StartsWith('$') == true, problem.ToString());
        Assert.True(!needsActivity || problem.Path!.StartsWith("$.root", StringComparison.Ordinal) == false || problem.ActivityId is not null, problem.ToString());
    });
}
