using System.Text;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Soundness;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Time;

namespace CaseFlow.Resilience.Hostile;

/// <summary>R19: definitions damaged at random are read, compiled and run without a crash; what is wrong is a problem or an incident.</summary>
public sealed class MutantTests
{
    private const long MaxBytes = 50 * 1024 * 1024;
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Words =
    [
        "null", "true", "-1", "1e999", "12345678901234567890", "\"\"", "[]", "{}", "\"Done\"", "\"Elsa.Flowchart\"", "\"Elsa.While\"", "\"Elsa.FlowJoin\"", "\"__proto__\"",
        "\"WaitAny\"", "\"Race\"", "[[[[]]]]", "{\"type\":\"Elsa.Event\"}", "{\"type\":\"JavaScript\",\"value\":\"variables.x.y.z\"}", "{\"_type\":\"x\",\"items\":[1]}", "\"half-a-pair\"",
    ];

    [Fact]
    public void Mutants_OfRealDefinitions_NeverCrashTheEngine()
    {
        var count = FullRun.Count(20_000, 1_000_000);
        var seeds = Directory.EnumerateFiles(Repository.Path("tests", "Engine.Tests", "Conformance", "Cases"), "*.json").Order(StringComparer.Ordinal)
            .Select(path => JsonNode.Parse(File.ReadAllBytes(path))!["definition"]!.ToJsonString()).ToArray();
        var (slowest, largest) = (TimeSpan.Zero, 0L);
        var (read, ran, slow) = (0, 0, 0);
        for (var seed = 1; seed <= count; seed++)
        {
            var random = new Random(seed);
            var mutant = Mutate(seeds[random.Next(seeds.Length)], random);
            var (began, before) = (ThreadTime.Used, GC.GetAllocatedBytesForCurrentThread());
            try
            {
                var (definition, problems) = DefinitionReader.Read(mutant);
                Assert.True(definition is not null || problems.Any(problem => problem.Severity == ProblemSeverity.Error));
                if (definition is not null)
                {
                    read++;
                    ran += Run(definition) ? 1 : 0;
                }
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"Mutant {seed}: {exception.Message}\n{Encoding.UTF8.GetString(mutant)}", exception);
            }

            var (used, bytes) = (ThreadTime.Used - began, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(bytes <= MaxBytes, $"Mutant {seed} took {bytes / 1048576} MB.");
            (slowest, largest) = (used > slowest ? used : slowest, Math.Max(bytes, largest));
            slow += used > Target ? 1 : 0;
        }

        Summary.Line($"R19 evil definitions: {count:N0} mutants, {read:N0} readable, {ran:N0} run, none crashed; reading, checking and running took at most {slowest.TotalMilliseconds:N0} ms of processor time each ({slow} above the target of 100 ms) and {largest / 1048576} MB (limit 50 MB, asserted)");
    }

    private static bool Run(WorkflowDefinition definition)
    {
        DefinitionReader.Read(Encoding.UTF8.GetBytes(DefinitionWriter.Write(definition)));
        var (compiled, problems) = DefinitionCompiler.Compile(definition, Flow.Catalogue, (id, _) => id == definition.DefinitionId ? definition : null);
        Assert.All(problems, problem => Assert.False(string.IsNullOrEmpty(problem.Message) || problem.Path is null));
        if (compiled is null)
        {
            return false;
        }

        Assert.All(SoundnessCheck.Run(definition, compiled), problem => Assert.False(problem.ActivityId is null || problem.Path is null));
        var now = new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
        var result = WorkflowEngine.Run(compiled, InstanceState.New("i", compiled.DefinitionVersionId), new Start(Value.EmptyMap), now);
        for (var step = 0; step < 3 && result.State.Waits.Length > 0; step++)
        {
            result = WorkflowEngine.Run(compiled, InstanceState.FromBytes(result.State.ToBytes()), new ResumeWait(result.State.Waits[0].WaitId, Value.Undefined), now);
        }

        BurstJournal.FromBytes(result.Journal.ToBytes());
        return true;
    }

    private static byte[] Mutate(string json, Random random)
    {
        if (random.Next(4) == 0)
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            for (var left = 1 + random.Next(4); left > 0; left--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
        }

        var document = JsonNode.Parse(json)!;
        for (var left = 1 + random.Next(5); left > 0; left--)
        {
            Change(Pick(document, random), random);
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString().Replace("half-a-pair", "\\ud800", StringComparison.Ordinal));
    }

    /// <summary>A container somewhere in the document.</summary>
    private static JsonNode Pick(JsonNode node, Random random)
    {
        while (true)
        {
            var inner = node switch
            {
                JsonObject item => item.Select(member => member.Value),
                JsonArray list => list,
                _ => [],
            };
            var containers = inner.Where(child => child is JsonObject or JsonArray).ToList();
            if (containers.Count == 0 || random.Next(5) == 0)
            {
                return node;
            }

            node = containers[random.Next(containers.Count)]!;
        }
    }

    private static void Change(JsonNode node, Random random)
    {
        var word = JsonNode.Parse(Words[random.Next(Words.Length)]);
        if (node is JsonArray { Count: > 0 } list)
        {
            var index = random.Next(list.Count);
            switch (random.Next(3))
            {
                case 0:
                    list.RemoveAt(index);
                    break;
                case 1:
                    list.Insert(index, list[random.Next(list.Count)]?.DeepClone());
                    break;
                default:
                    list[index] = word;
                    break;
            }
        }
        else if (node is JsonObject { Count: > 0 } item)
        {
            var name = item.ElementAt(random.Next(item.Count)).Key;
            switch (random.Next(3))
            {
                case 0:
                    item.Remove(name);
                    break;
                case 1:
                    var value = item[name];
                    item.Remove(name);
                    item[char.ToUpperInvariant(name[0]) + name[1..]] = value;
                    break;
                default:
                    item[name] = word;
                    break;
            }
        }
    }
}
