using System.Text.Json;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Samples;

/// <summary>Elsa's own definitions, beside what Elsa did with them. They are not part of this repository; without them there is nothing to compare.</summary>
public sealed class ElsaSampleTests
{
    private const string BadCron = "ImportAndPublish/bad-cron-expression.json";
    private const string Http = "HttpWorkflows/http-hello-world.json";

    /// <summary>Elsa ran the newer version beside it, which is not among the samples.</summary>
    private const string Superseded = "integration/Elsa.Alterations.IntegrationTests/version-1.json";

    private static readonly ActivityCatalogue Catalogue = new(BuiltInActivities.All);

    [Fact]
    public void Samples_OfElsa_DoWhatElsaDid()
    {
        if (Repository.Shared("elsa-samples", "expected.json") is not { } path)
        {
            Summary.Line("elsa samples: not beside this clone, not run");
            return;
        }

        var mismatches = new List<string>();
        var expected = JsonNode.Parse(File.ReadAllBytes(path))!.AsArray();
        foreach (var sample in expected)
        {
            var file = (string)sample!["file"]!;
            var actual = Run(Path.GetDirectoryName(path)!, file);
            var wanted = Expected(sample, file);
            if (wanted != actual)
            {
                mismatches.Add($"{file}:\n  expected {wanted}\n  actual   {actual}");
            }
        }

        Summary.Line($"elsa samples: {expected.Count - mismatches.Count} of {expected.Count} as recorded (three with the differences named in the test)");
        Assert.Equal(24, expected.Count);
        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches));
    }

    /// <summary>As recorded, but a bad schedule is only refused, and a fault suspends instead of finishing.</summary>
    private static string Expected(JsonNode sample, string file)
    {
        if (file == BadCron)
        {
            return "refused";
        }

        var statuses = file == Http ? "Running/Suspended" : $"{sample["status"]}/{sample["sub"]}";
        var lines = Join(sample["stdout"]);
        lines = file == Superseded ? lines.Replace("Version 2", "Version 1", StringComparison.Ordinal) : lines;
        return string.Join(" | ", statuses, lines, Join(sample["bookmarks"]), Join(sample["incidents"]), sample["output"]!.ToJsonString(), Join(sample["activities"]));
    }

    private static string Join(JsonNode? list) => string.Join(';', list!.AsArray().Select(item => item!.ToString()));

    private static string Run(string root, string file)
    {
        var folder = Path.GetDirectoryName(Path.Combine(root, file))!;
        var definitions = Directory.EnumerateFiles(folder, "*.json").Select(path => (Path: path, Read: DefinitionReader.Read(File.ReadAllBytes(path)))).ToList();
        WorkflowDefinition? Find(string id, string? version) =>
            definitions.Select(item => item.Read.Definition).FirstOrDefault(item => item?.DefinitionId == id && (version is null || item.Id == version));
        CompiledDefinition? CompileById(string id) => Find(id, null) is { } found ? DefinitionCompiler.Compile(found, Catalogue, Find).Compiled : null;

        var read = definitions.Single(item => Path.GetFileName(item.Path) == Path.GetFileName(file)).Read;
        Assert.DoesNotContain(read.Problems, problem => problem.Severity == ProblemSeverity.Error);
        Assert.True(JsonNode.DeepEquals(read.Definition!.Json, DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(DefinitionWriter.Write(read.Definition))).Definition!.Json), file);
        var (compiled, problems) = DefinitionCompiler.Compile(read.Definition, Catalogue, Find);
        if (problems.Any(problem => problem.Severity == ProblemSeverity.Error && problem.Code != "unknown-activity"))
        {
            return "refused";
        }

        var simulation = new Engine.Simulation.Simulation(compiled!, new Engine.Simulation.SimulationOptions { Workflows = CompileById });
        simulation.Start();
        var state = simulation.Main.State;
        var waits = state.Waits.Select(wait => wait.ActivityId).Concat(state.Timers.Select(timer => timer.ActivityId)).Select(id => compiled!.TypeOf(id)).Distinct(StringComparer.Ordinal);
        return string.Join(
            " | ",
            $"{state.Status}/{state.SubStatus}",
            string.Join(';', simulation.Lines),
            string.Join(';', waits),
            string.Join(';', state.Incidents.Select(incident => $"{incident.ActivityId}: {incident.Message}")),
            Plain(state.Output),
            string.Join(';', simulation.Main.Executions.Select(execution => $"{execution.ActivityId}|{execution.ActivityType}|{execution.Status}")));
    }

    private static string Plain(Values.Value output)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Values.ValueJson.WritePlain(writer, output);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
