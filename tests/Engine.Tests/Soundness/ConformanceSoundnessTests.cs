using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness;
using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Soundness;

/// <summary>The check against definitions not written for it: the 150 of the conformance corpus.</summary>
public class ConformanceSoundnessTests
{
    private static readonly ActivityCatalogue Catalogue = new(BuiltInActivities.All);

    [Fact]
    public void Check_ConformanceDefinitions_PrintsWhatItFinds()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var clean = 0;
        var unknownExits = new List<string>();
        var all = 0;
        foreach (var file in Directory.EnumerateFiles(Repository.Path("tests", "Engine.Tests", "Conformance", "Cases"), "*.json").Order(StringComparer.Ordinal))
        {
            var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllBytes(file))!["definition"]!;
            var definition = DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Definition!;
            var problems = SoundnessCheck.Run(definition, Catalogue);
            Assert.All(problems, problem => Assert.StartsWith("$", problem.Path, StringComparison.Ordinal));
            all++;
            if (problems.Any(problem => problem is { Code: "unknown-exit", Severity: ProblemSeverity.Error }))
            {
                unknownExits.Add(Path.GetFileNameWithoutExtension(file));
            }

            clean += problems.IsEmpty ? 1 : 0;
            foreach (var code in problems.Select(problem => problem.Code).Distinct())
            {
                counts[code] = counts.GetValueOrDefault(code) + 1;
            }
        }

        Summary.Line($"soundness: of {all:0} conformance definitions {clean:0} have no finding; " + string.Join(", ", counts.Select(count => $"{count.Key} in {count.Value:0}")));
        Assert.True(all >= 150);

        // Both are there to show that such an arrow is never followed; nothing else recorded as running would be refused.
        Assert.Equal(["fork-connection-from-unlisted-branch", "mix-009"], unknownExits);
    }

    [Theory]
    [InlineData("loop-not-yet-taken-exit-releases-outer-join", "join-released-by-loop")]
    [InlineData("join-default-mode-is-wait-any", "wait-any-race")]
    [InlineData("join-wait-any-same-burst-runs-once", "late-arrival")]
    [InlineData("join-wait-any-does-not-cancel-queued-activity", "late-arrival")]
    [InlineData("join-wait-all-skips-when-a-branch-is-dead", "join-never-satisfied")]
    [InlineData("fork-end-cancels-waiting-branch", "end-beside-running-branch")]
    [InlineData("loop-side-branch-starts-again-each-round", "branch-leaves-loop")]
    [InlineData("seq-several-roots-only-first-runs", "unreachable-step")]
    [InlineData("fork-connection-from-unlisted-branch", "unknown-exit")]
    [InlineData("decision-unconnected-port-ends-path", "port-left-open")]
    [InlineData("vars-text-of-non-string-results", "unknown-variable")]
    public void Check_CaseThatShowsTheSurprise_FindsIt(string name, string code)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllBytes(Repository.Path("tests", "Engine.Tests", "Conformance", "Cases", name + ".json")))!["definition"]!;
        var definition = DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Definition!;
        Assert.Contains(SoundnessCheck.Run(definition, Catalogue), problem => problem.Code == code);
    }
}
