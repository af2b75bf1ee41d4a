using System.Text;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Tests;

/// <summary>One activity in a flowchart of its own, run by the real engine from its serialised state, with facts answered by the test.</summary>
internal sealed class ActivityRun
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly ActivityCatalogue Catalogue = new([.. BuiltInActivities.All, .. CaseFlowActivities.All]);

    private readonly CompiledDefinition _definition;
    private byte[] _state;

    public ActivityRun(JsonObject activity, params string[] exits)
    {
        activity["id"] = "step";
        activity["version"] = 1;
        var after = exits.Select(exit => Input(new JsonObject { ["id"] = $"after {exit}", ["type"] = "Elsa.WriteLine" }, "text", "String", exit));
        var connections = exits.Select(exit => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = "step", ["port"] = exit },
            ["target"] = new JsonObject { ["activity"] = $"after {exit}", ["port"] = "In" },
        });
        var json = new JsonObject
        {
            ["id"] = "test:1",
            ["definitionId"] = "test",
            ["name"] = "Test",
            ["version"] = 1,
            ["variables"] = new JsonArray(Variable("Result")),
            ["root"] = new JsonObject
            {
                ["type"] = "Elsa.Flowchart",
                ["id"] = "flow",
                ["activities"] = new JsonArray([activity, .. after]),
                ["connections"] = new JsonArray([.. connections]),
            },
        };
        var (definition, problems) = DefinitionReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        var (compiled, found) = definition is null ? (null, problems) : DefinitionCompiler.Compile(definition, Catalogue);
        _definition = compiled ?? throw new InvalidOperationException(string.Join('\n', problems.Concat(found)));
        _state = InstanceState.New("i1", "test:1").ToBytes();
    }

    public Func<FactRequested, DateTimeOffset, Value> Facts { get; init; } = (_, _) => Value.EmptyMap;

    public DateTimeOffset Now { get; set; } = Start;

    public List<FactRequested> Asked { get; } = [];

    public List<Effect> Effects { get; } = [];

    public InstanceState State => InstanceState.FromBytes(_state);

    /// <summary>The exits taken.</summary>
    public IEnumerable<string> Exits => All<LineWritten>().Select(line => line.Text);

    public IEnumerable<T> All<T>()
        where T : Effect => Effects.OfType<T>();

    public ActivityRun Begin() => Send(new Start(Value.Map(("caseId", "0199aaaa-0000-7000-8000-000000000001"), ("caseRef", "NC-26-0147")), "0199aaaa-0000-7000-8000-000000000001"));

    public ActivityRun Send(Stimulus stimulus)
    {
        var result = WorkflowEngine.Run(_definition, State, stimulus, Now);
        while (!result.Facts.IsEmpty)
        {
            Asked.AddRange(result.Facts);
            var answers = new FactsAnswered(result.Facts.ToDictionary(fact => fact.FactId, fact => Facts(fact, Now)));
            result = result.Merge(WorkflowEngine.Run(_definition, result.State, answers, Now));
        }

        _state = result.State.ToBytes();
        Effects.AddRange(result.Effects);
        return this;
    }

    /// <summary>Moves to the only timer's due and fires it.</summary>
    public ActivityRun FireNext()
    {
        var timer = State.Timers.Single();
        Now = timer.Due > Now ? timer.Due : Now;
        return Send(new TimerDue(timer.TimerId));
    }

    public static JsonObject Of(string type, params (string Name, string Type, object? Literal)[] inputs)
    {
        var activity = new JsonObject { ["type"] = type };
        foreach (var (name, typeName, literal) in inputs)
        {
            Input(activity, name, typeName, literal);
        }

        activity["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "var-Result" } };
        return activity;
    }

    private static JsonObject Input(JsonObject activity, string name, string type, object? literal)
    {
        var isJson = type is "Object" or "List<String>";
        activity[name] = new JsonObject
        {
            ["typeName"] = type,
            ["expression"] = new JsonObject { ["type"] = isJson ? "Object" : "Literal", ["value"] = JsonValue.Create(literal) },
        };
        return activity;
    }

    private static JsonObject Variable(string name) =>
        new() { ["id"] = $"var-{name}", ["name"] = name, ["typeName"] = "Object", ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver" };
}
