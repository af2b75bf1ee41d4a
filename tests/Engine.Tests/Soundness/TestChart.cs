using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness;

namespace CaseFlow.Engine.Tests.Soundness;

/// <summary>Builds a flowchart in few words: Decision("d"), Link("a > b, d:True > c").</summary>
internal sealed class TestChart
{
    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];
    private readonly JsonArray _inputs = [];
    private readonly JsonArray _outputs = [];

    public static ActivityCatalogue Catalogue { get; } = new([.. BuiltInActivities.All, new TestTask()]);

    public TestChart Lines(params string[] ids) => ids.Aggregate(this, (chart, id) => chart.Step(id, "Elsa.WriteLine", ("text", Literal(id))));

    public TestChart Line(string id, string script) => Step(id, "Elsa.WriteLine", ("text", Script(script)));

    public TestChart Waits(params string[] ids) => ids.Aggregate(this, (chart, id) => chart.Step(id, "Elsa.Event", ("eventName", Literal(id))));

    public TestChart Decision(string id, string script = "getInput('X') > 1") => Step(id, "Elsa.FlowDecision", ("condition", Script(script)));

    public TestChart Fork(string id, params string[] branches) =>
        Step(id, "Elsa.FlowFork", ("branches", Literal(new JsonArray([.. branches.Select(branch => (JsonNode)branch)]))));

    public TestChart Join(string id, string? mode) => mode is null ? Step(id, "Elsa.FlowJoin") : Step(id, "Elsa.FlowJoin", ("mode", Literal(mode)));

    /// <summary>A line with a merge mode: the flowchart then runs by tokens.</summary>
    public TestChart Merging(string id, string mode) =>
        Step(id, "Elsa.WriteLine", ("text", Literal(id)), ("customProperties", new JsonObject { ["mergeMode"] = mode }));

    public TestChart Switch(string id, string mode, params string[] labels) => Step(
        id, "Elsa.FlowSwitch", ("mode", Literal(mode)),
        ("cases", new JsonArray([.. labels.Select(label => (JsonNode)new JsonObject { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "getInput('X') === 1" } })])));

    public TestChart Set(string id, string variable, string script = "1") =>
        Step(id, "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = variable, ["name"] = variable }), ("value", Script(script)));

    public TestChart Ends(params string[] ids) => ids.Aggregate(this, (chart, id) => chart.Step(id, "Elsa.End"));

    public TestChart Task(string id, JsonNode? roles = null, string? template = null, string? form = null, params string[] outcomes)
    {
        var properties = new List<(string Name, JsonNode Value)>();
        properties.AddRange(roles is null ? [] : [("roles", roles)]);
        properties.AddRange(template is null ? [] : [("template", Literal(template))]);
        properties.AddRange(form is null ? [] : [("form", Literal(form))]);
        properties.AddRange(outcomes.Length == 0 ? [] : [("outcomes", Literal(new JsonArray([.. outcomes.Select(outcome => (JsonNode)outcome)])))]);
        return Step(id, TestTask.TypeName, [.. properties]);
    }

    public TestChart Step(string id, string type, params (string Name, JsonNode Value)[] properties)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1, ["name"] = id };
        foreach (var (name, value) in properties)
        {
            activity[name] = value;
        }

        _activities.Add(activity);
        return this;
    }

    public TestChart Variable(string name, string? value = null, string type = "Object")
    {
        _variables.Add(new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = type, ["value"] = value });
        return this;
    }

    public TestChart Input(string name)
    {
        _inputs.Add(new JsonObject { ["name"] = name, ["type"] = "Object" });
        return this;
    }

    public TestChart Output(string name)
    {
        _outputs.Add(new JsonObject { ["name"] = name, ["type"] = "Object" });
        return this;
    }

    /// <summary>Arrows such as "a > b > c, d:True > e".</summary>
    public TestChart Link(string arrows)
    {
        foreach (var chain in arrows.Split(',', StringSplitOptions.TrimEntries))
        {
            var stops = chain.Split('>', StringSplitOptions.TrimEntries);
            for (var index = 0; index + 1 < stops.Length; index++)
            {
                var source = stops[index].Split(':');
                _connections.Add(new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
                    ["target"] = new JsonObject { ["activity"] = stops[index + 1].Split(':')[0], ["port"] = "In" },
                });
            }
        }

        return this;
    }

    /// <summary>The flowchart as an activity, to be put inside another.</summary>
    public JsonObject Chart(string id = "chart") => new()
    {
        ["id"] = id, ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = id,
        ["activities"] = _activities.DeepClone(), ["connections"] = _connections.DeepClone(), ["variables"] = new JsonArray(),
    };

    public string Json() => new JsonObject
    {
        ["id"] = "test-v1", ["definitionId"] = "test", ["name"] = "Test", ["version"] = 1,
        ["variables"] = _variables.DeepClone(), ["inputs"] = _inputs.DeepClone(), ["outputs"] = _outputs.DeepClone(), ["root"] = Chart(),
    }.ToJsonString();

    public ImmutableArray<Problem> Check(SoundnessContext? context = null)
    {
        var (definition, problems) = DefinitionReader.Read(Encoding.UTF8.GetBytes(Json()));
        Assert.True(definition is not null, string.Join('\n', problems));
        return SoundnessCheck.Run(definition, Catalogue, context);
    }

    /// <summary>The findings as "code activity", sorted.</summary>
    public string Findings(SoundnessContext? context = null) =>
        string.Join(", ", Check(context).Select(problem => problem.Code + " " + problem.ActivityId).Order(StringComparer.Ordinal));

    public static JsonObject Literal(JsonNode? value) => Wrap("Literal", value);

    public static JsonObject Script(string value) => Wrap("JavaScript", value);

    private static JsonObject Wrap(string type, JsonNode? value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    /// <summary>A person's task as CaseFlow's own activities describe theirs.</summary>
    private sealed class TestTask : Activity
    {
        public const string TypeName = "Test.Task";

        public override ActivityDescriptor Descriptor { get; } = new()
        {
            Type = TypeName,
            DisplayName = "Task",
            IsBlocking = true,
            Outcomes = [],
            DynamicOutcomes = "Outcomes",
            Inputs =
            [
                new InputDescriptor("Roles", "Object") { Editor = "roles" },
                new InputDescriptor("Template", "String") { Editor = "template" },
                new InputDescriptor("Form", "String") { Editor = "form" },
                new InputDescriptor("Process", "String") { Editor = "process" },
                new InputDescriptor("Outcomes", "List<String>") { Editor = "outcomes" },
            ],
        };

        public override void Execute(ActivityContext context) => context.OpenWait("Task", null, Engine.Values.Value.Undefined);
    }
}
