using System.Text;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Benchmarks;

/// <summary>The flowcharts that are measured.</summary>
public static class Flows
{
    public static ActivityCatalogue Catalogue { get; } = new([.. BuiltInActivities.All, new NoOp()]);

    /// <summary>A chain of activities that do nothing.</summary>
    public static string Chain(int length) =>
        Flowchart("chain", [.. Enumerable.Range(0, length).Select(index => NoOp($"n{index}"))],
            [.. Enumerable.Range(1, length - 1).Select(index => Connection($"n{index - 1}", "Done", $"n{index}"))]);

    /// <summary>Ten activities, five done and waiting at the sixth.</summary>
    public static string ChainThatWaits() =>
        Flowchart("waiting-chain",
            [.. Enumerable.Range(0, 10).Select(index => index == 5 ? Event("n5") : NoOp($"n{index}"))],
            [.. Enumerable.Range(1, 9).Select(index => Connection($"n{index - 1}", "Done", $"n{index}"))]);

    /// <summary>A loop of <paramref name="rounds"/> rounds with a wait in each: a durable step is one event.</summary>
    public static string WaitingLoop(int rounds) => Flowchart("waiting-loop",
        [
            NoOp("head"), Event("wait"),
            $$"""{"id":"count","type":"Elsa.SetVariable","version":1,"variable":{"id":"v","name":"Round","typeName":"Int32"},"value":{"typeName":"Int32","expression":{"type":"JavaScript","value":"variables.Round + 1"} } }""",
            $$"""{"id":"more","type":"Elsa.FlowDecision","version":1,"condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"variables.Round < {{rounds}}"} } }""",
        ],
        [Connection("head", "Done", "wait"), Connection("wait", "Done", "count"), Connection("count", "Done", "more"), Connection("more", "True", "head")],
        """[{"id":"v","name":"Round","typeName":"Int32","value":"0","storageDriverTypeName":"WorkflowInstanceStorageDriver"}]""");

    /// <summary>An hour's delay, then the end.</summary>
    public static string DelayThenEnd() => Flowchart("delay",
        ["""{"id":"delay","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"} } }""", NoOp("after")],
        [Connection("delay", "Done", "after")]);

    /// <summary>Decisions that part and meet again, then a loop back to the start once: what Elsa's cost doubles with.</summary>
    public static string Diamonds(int count)
    {
        var activities = new List<string> { NoOp("head") };
        var connections = new List<string>();
        var previous = "head";
        for (var index = 0; index < count; index++)
        {
            activities.AddRange([Decision($"d{index}", "true"), NoOp($"l{index}"), NoOp($"m{index}")]);
            connections.AddRange(
            [
                Connection(previous, "Done", $"d{index}"), Connection($"d{index}", "True", $"l{index}"),
                Connection($"d{index}", "False", $"m{index}"), Connection($"l{index}", "Done", $"m{index}"),
            ]);
            previous = $"m{index}";
        }

        activities.Add("""{"id":"count","type":"Elsa.SetVariable","version":1,"variable":{"id":"v","name":"Round","typeName":"Int32"},"value":{"typeName":"Int32","expression":{"type":"JavaScript","value":"variables.Round + 1"} } }""");
        activities.Add(Decision("again", "variables.Round < 2"));
        connections.AddRange([Connection(previous, "Done", "count"), Connection("count", "Done", "again"), Connection("again", "True", "head")]);
        return Flowchart("diamonds", [.. activities], [.. connections],
            """[{"id":"v","name":"Round","typeName":"Int32","value":"0","storageDriverTypeName":"WorkflowInstanceStorageDriver"}]""");
    }

    public static CompiledDefinition Compile(string json)
    {
        var (definition, problems) = DefinitionReader.Read(Encoding.UTF8.GetBytes(json));
        var (compiled, more) = DefinitionCompiler.Compile(definition ?? throw new InvalidDataException(string.Join("; ", problems)), Catalogue);
        var errors = problems.Concat(more).Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        return errors.Count == 0 && compiled is not null ? compiled : throw new InvalidDataException(string.Join("; ", errors));
    }

    private static string Flowchart(string name, string[] activities, string[] connections, string variables = "[]") => $$"""
        {"id":"{{name}}-v1","definitionId":"{{name}}","name":"{{name}}","version":1,"isLatest":true,"isPublished":true,"variables":{{variables}},
         "root":{"id":"root","type":"Elsa.Flowchart","version":1,"activities":[{{string.Join(',', activities)}}],"connections":[{{string.Join(',', connections)}}] } }
        """;

    private static string NoOp(string id) => $$"""{"id":"{{id}}","type":"Benchmark.NoOp","version":1}""";

    private static string Event(string id) =>
        $$"""{"id":"{{id}}","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"} } }""";

    private static string Decision(string id, string condition) =>
        $$"""{"id":"{{id}}","type":"Elsa.FlowDecision","version":1,"condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"{{condition}}"} } }""";

    private static string Connection(string from, string port, string to) =>
        $$"""{"source":{"activity":"{{from}}","port":"{{port}}"},"target":{"activity":"{{to}}","port":"In"} }""";
}

/// <summary>An activity that does nothing, as in the measurements of Elsa that ours stand beside.</summary>
public sealed class NoOp : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new() { Type = "Benchmark.NoOp", DisplayName = "Nothing" };

    public override void Execute(ActivityContext context) => context.Complete();
}
