using System.Text;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Flows;

namespace CaseFlow.Engine.Tests.Definitions;

/// <summary>Import, export and import again, over every definition of the conformance corpus and the other forms a file may have it in.</summary>
public sealed class RoundTripTests
{
    private const string Unknown = """{"Keep":[1,2.50,1e5,null,"\u00fc",{"Id":"x"}],"n":12345678901234567890}""";

    private static IEnumerable<(string Name, JsonObject Json)> Definitions() =>
        Directory.EnumerateFiles(Repository.Path("tests", "Engine.Tests", "Conformance", "Cases"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllBytes(file))!["definition"]!.DeepClone().AsObject()));

    [Fact]
    public void Write_UnknownMembersEverywhere_SurviveAndTheTextStaysTheSame()
    {
        var (definitions, members) = (0, 0);
        foreach (var (name, json) in Definitions())
        {
            var added = 0;
            foreach (var item in All(json).OfType<JsonObject>().ToArray())
            {
                item[$"unknown{added++}"] = JsonNode.Parse(Unknown);
            }

            var once = DefinitionWriter.Write(Read(json, name));
            var again = Read(JsonNode.Parse(once)!, name);
            Assert.Equal(once, DefinitionWriter.Write(again));
            var kept = All(again.Json).OfType<JsonObject>().SelectMany(item => item).Where(member => member.Key.StartsWith("unknown", StringComparison.Ordinal)).ToDictionary(member => member.Key, member => member.Value);
            Assert.True(added == kept.Count, $"{name}: {added - kept.Count} of {added} members were lost");
            Assert.All(kept.Values, value => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Unknown), value)));
            (definitions, members) = (definitions + 1, members + added);
        }

        Assert.True(definitions >= 150);
        Summary.Line($"format: {members:N0} unknown members in {definitions:0} definitions survive import, export and import");
    }

    [Fact]
    public void Read_TheOtherFormsOfAFile_RunAlike()
    {
        Func<JsonNode, JsonNode?>[] forms =
        [
            json => Changed(json, name => char.ToUpperInvariant(name[0]) + name[1..], value => value),
            json => Changed(json, name => name, value => value is JsonArray ? new JsonObject { ["_type"] = "List, mscorlib", ["items"] = value } : Typed(value)),
            json => Changed(json, name => name, value => value is JsonArray ? new JsonObject { ["$id"] = "1", ["$values"] = value } : value),
            json => Changed(json, name => name, value => value is JsonObject connection && connection.ContainsKey("source") ? Obsolete(connection) : value),
        ];
        var compared = 0;
        foreach (var (name, json) in Definitions())
        {
            var expected = Run(Read(json, name));
            Assert.Equal(expected, Run(Read(JsonNode.Parse(DefinitionWriter.Write(Read(json, name)))!, name)));
            for (var form = 0; form < forms.Length; form++)
            {
                Assert.True(expected == Run(Read(forms[form](json)!, name)), $"{name} runs differently in form {form}");
                compared++;
            }
        }

        Summary.Line($"format: {compared:0} definitions in PascalCase, wrapped or with obsolete connections run as the canonical ones");
    }

    private static WorkflowDefinition Read(JsonNode json, string name)
    {
        var (definition, problems) = DefinitionReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.True(definition is not null && problems.IsEmpty, name + ": " + string.Join('\n', problems));
        return definition!;
    }

    private static string Run(WorkflowDefinition definition)
    {
        var simulation = new Engine.Simulation.Simulation(DefinitionCompiler.Compile(definition, Flow.Catalogue).Compiled!);
        simulation.Start();
        return $"{simulation.Main.State.SubStatus}: {string.Join('|', simulation.Lines)}; {string.Join('|', simulation.Main.Executions.Select(execution => $"{execution.ActivityId} {execution.Status}"))}";
    }

    private static IEnumerable<JsonNode> All(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => All(member.Value)).Prepend(item),
        JsonArray list => list.SelectMany(All).Prepend(list),
        _ => [],
    };

    private static JsonNode? Changed(JsonNode? node, Func<string, string> name, Func<JsonNode?, JsonNode?> value) => value(node switch
    {
        JsonObject item => new JsonObject(item.Select(member => KeyValuePair.Create(name(member.Key), Changed(member.Value, name, value)))),
        JsonArray list => new JsonArray([.. list.Select(item => Changed(item, name, value))]),
        _ => node?.DeepClone(),
    });

    private static JsonNode? Typed(JsonNode? value)
    {
        if (value is JsonObject item)
        {
            item["_type"] = "System.Diagnostics.Process, System";
        }

        return value;
    }

    private static JsonObject Obsolete(JsonObject connection) => new()
    {
        ["source"] = connection["source"]!["activity"]!.DeepClone(),
        ["sourcePort"] = connection["source"]!["port"]?.DeepClone(),
        ["target"] = connection["target"]!["activity"]!.DeepClone(),
        ["targetPort"] = connection["target"]!["port"]?.DeepClone(),
    };
}
