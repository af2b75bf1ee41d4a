using System.Text.Json.Nodes;

namespace CaseFlow.RuntimeKit;

/// <summary>Writes a flowchart's JSON: a chain of activities, with branches where a test wants them.</summary>
public sealed class FlowBuilder(string definitionId)
{
    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];
    private readonly JsonObject _options = [];
    private string? _last;

    /// <summary>Adds an activity after the last one, from the given exit.</summary>
    public FlowBuilder Then(string id, string type, string from = "Done", params (string Name, object? Value)[] inputs)
    {
        Add(id, type, inputs);
        if (_last is not null)
        {
            Connect(_last, from, id);
        }

        _last = id;
        return this;
    }

    public FlowBuilder Add(string id, string type, params (string Name, object? Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
        {
            activity[name] = value switch
            {
                JsonNode node => node,
                string[] list => Wrapped("Object", "Object", new JsonArray([.. list.Select(item => (JsonNode)item)]).ToJsonString()),
                Script script => Wrapped("Object", "JavaScript", script.Text),
                Bind bind => new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = $"var-{bind.Variable}" } },
                bool flag => Wrapped("Boolean", "Literal", flag),
                _ => Wrapped("String", "Literal", value?.ToString()),
            };
        }

        _activities.Add((JsonNode)activity);
        return this;
    }

    public FlowBuilder Trigger(string id, string type, params (string Name, object? Value)[] inputs) =>
        Then(id, type, "Done", [.. inputs, ("customProperties", new JsonObject { ["canStartWorkflow"] = true })]);

    public FlowBuilder Connect(string from, string port, string to)
    {
        _connections.Add((JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        });
        return this;
    }

    /// <summary>What follows is added after this activity.</summary>
    public FlowBuilder After(string id)
    {
        _last = id;
        return this;
    }

    public FlowBuilder Variable(string name)
    {
        _variables.Add((JsonNode)new JsonObject { ["id"] = $"var-{name}", ["name"] = name, ["typeName"] = "Object", ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver" });
        return this;
    }

    public FlowBuilder Activation(string strategy)
    {
        _options["activationStrategyType"] = strategy;
        return this;
    }

    /// <summary>A fault ends the run as faulted, instead of leaving it to a person.</summary>
    public FlowBuilder FaultEndsIt()
    {
        _options["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core";
        return this;
    }

    /// <summary>A task for the co-ordinator, without emails or limit unless asked for.</summary>
    public FlowBuilder Ask(string id, string[] outcomes, string from = "Done", string[]? who = null, params (string Name, object? Value)[] more) => Then(
        id,
        "CaseFlow.AskPerson",
        from,
        [
            ("title", "Triage the referral"), ("safeTitle", "Triage the referral"), ("candidates", who ?? ["COORD"]), ("outcomes", outcomes),
            ("notice", ""), ("reminder", ""), ("escalation", ""), .. more,
        ]);

    public string ToJson() => new JsonObject
    {
        ["id"] = $"{definitionId}-draft",
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["version"] = 1,
        ["variables"] = _variables.DeepClone(),
        ["options"] = _options.DeepClone(),
        ["root"] = new JsonObject
        {
            ["type"] = "Elsa.Flowchart",
            ["id"] = "flow",
            ["activities"] = _activities.DeepClone(),
            ["connections"] = _connections.DeepClone(),
        },
    }.ToJsonString();

    private static JsonObject Wrapped(string type, string language, JsonNode? value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = language, ["value"] = value },
    };

    public sealed record Script(string Text);

    public sealed record Bind(string Variable);
}
