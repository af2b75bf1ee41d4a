using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Simulation;

namespace CaseFlow.TestKit.Flows;

/// <summary>Builds definitions for tests, as JSON like a file's.</summary>
public sealed class Flow
{
    public static readonly ActivityCatalogue Catalogue = new([.. BuiltInActivities.All, new FailingActivity(), new FactActivity(), new PatientActivity()]);

    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];
    private JsonObject? _root;

    public string Id { get; init; } = "flow";

    public JsonObject Options { get; } = [];

    public Flow Add(params JsonObject[] activities)
    {
        foreach (var activity in activities)
        {
            _activities.Add((JsonNode)activity);
        }

        return this;
    }

    /// <summary>Connects "a -> b" or "a:Port -> b", one or more, separated by commas; "a -> b -> c" makes two.</summary>
    public Flow Connect(string connections)
    {
        foreach (var chain in connections.Split(',', StringSplitOptions.TrimEntries))
        {
            var steps = chain.Split("->", StringSplitOptions.TrimEntries);
            for (var step = 0; step + 1 < steps.Length; step++)
            {
                var source = steps[step].Split(':');
                _connections.Add((JsonNode)new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
                    ["target"] = new JsonObject { ["activity"] = steps[step + 1].Split(':')[0], ["port"] = "In" },
                });
            }
        }

        return this;
    }

    public Flow Variable(string name, string type, string? value = null, string driver = "WorkflowInstanceStorageDriver")
    {
        _variables.Add((JsonNode)new JsonObject { ["id"] = $"v-{name}", ["name"] = name, ["typeName"] = type, ["value"] = value, ["storageDriverTypeName"] = driver });
        return this;
    }

    /// <summary>Uses this activity as the root instead of a flowchart.</summary>
    public Flow Root(JsonObject root)
    {
        _root = root;
        return this;
    }

    public JsonObject Json() => new()
    {
        ["id"] = $"{Id}-v1",
        ["definitionId"] = Id,
        ["name"] = Id,
        ["version"] = 1,
        ["variables"] = _variables.DeepClone(),
        ["options"] = Options.DeepClone(),
        ["root"] = _root?.DeepClone() ?? new JsonObject { ["id"] = "chart", ["type"] = "Elsa.Flowchart", ["activities"] = _activities.DeepClone(), ["connections"] = _connections.DeepClone() },
    };

    public WorkflowDefinition Definition() => Read(Json());

    public CompiledDefinition Compile(params Flow[] others)
    {
        var (compiled, problems) = DefinitionCompiler.Compile(Definition(), Catalogue, (id, _) => others.FirstOrDefault(other => other.Id == id)?.Definition());
        return compiled is not null && !problems.Any(problem => problem.Severity == ProblemSeverity.Error) ? compiled : throw new InvalidDataException(string.Join('\n', problems));
    }

    public Engine.Simulation.Simulation Simulate(SimulationOptions? options = null)
    {
        var simulation = new Engine.Simulation.Simulation(Compile(), options);
        simulation.Start();
        return simulation;
    }

    public static WorkflowDefinition Read(JsonNode json)
    {
        var (definition, problems) = DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
        return definition ?? throw new InvalidDataException(string.Join('\n', problems));
    }
}
