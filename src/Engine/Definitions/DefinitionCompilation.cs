using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;

namespace CaseFlow.Engine.Definitions;

/// <summary>One compilation under way.</summary>
internal sealed class DefinitionCompilation
{
    private static readonly WorkflowRoot Root = new();
    private static readonly WorkflowAsActivity AsActivity = new();
    private static readonly NotFoundActivity NotFound = new();
    private readonly ActivityCatalogue _catalogue;
    private readonly Func<string, string?, WorkflowDefinition?>? _workflows;
    private readonly List<CompiledNode> _nodes = [];
    private readonly List<string> _nesting = [];
    private readonly List<UsedWorkflow> _used = [];
    private bool _tooMany;

    public DefinitionCompilation(ActivityCatalogue catalogue, Func<string, string?, WorkflowDefinition?>? workflows)
    {
        (_catalogue, _workflows) = (catalogue, workflows);
        Inputs = new InputCompiler(this);
    }

    public ImmutableArray<Problem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<Problem>();

    public InputCompiler Inputs { get; }

    public (CompiledDefinition? Compiled, ImmutableArray<Problem> Problems) Compile(WorkflowDefinition definition)
    {
        var root = Workflow(definition, null, "$");
        if (root.Children.Length == 0)
        {
            return (null, Problems.ToImmutable());
        }

        var compiled = new CompiledDefinition
        {
            DefinitionId = definition.DefinitionId,
            DefinitionVersionId = definition.Id,
            Name = definition.Name,
            Version = definition.Version,
            Nodes = [.. _nodes],
            UsedWorkflows = [.. _used.Distinct()],
            FaultEndsInstance = TypeNames.Last(DefinitionReader.TextOf(definition.Json["options"].At("incidentStrategyType"))) == "FaultStrategy",
            ReadsOutputs = Inputs.ReadsOutputs,
        };
        return (compiled, Problems.ToImmutable());
    }

    /// <summary>The variable with this id, or else this name, as seen from the node.</summary>
    public VariableSlot FindVariable(CompiledNode? from, string? id, string? name)
    {
        var byName = VariableSlot.None;
        for (var node = from; node is not null; node = node.Parent)
        {
            for (var index = 0; index < node.Variables.Length; index++)
            {
                if (id is not null && node.Variables[index].Id == id)
                {
                    return new VariableSlot(node.Index, index);
                }

                if (!byName.Exists && name is not null && node.Variables[index].Name == name)
                {
                    byName = new VariableSlot(node.Index, index);
                }
            }
        }

        return byName;
    }

    public CompiledVariable Declaration(VariableSlot slot) => _nodes[slot.Node].Variables[slot.Index];

    private CompiledNode Workflow(WorkflowDefinition definition, CompiledNode? user, string path)
    {
        var node = Add(new CompiledNode { Index = _nodes.Count, Id = "Workflow1", Type = "Elsa.Workflow", Activity = Root, Parent = user, Prepared = definition.Json });
        Declare(node, definition.Json["variables"], $"{path}.variables");
        node.Inputs = Inputs.Declared(definition.Json["inputs"]);
        _nesting.Add(definition.DefinitionId);
        if (definition.Json["root"] is JsonObject root && Activity(root, node, 0, null, $"{path}.root") is { } child)
        {
            node.Children = [child];
            node.WorkflowDepth = child.WorkflowDepth + 1;
            node.Id = "Workflow" + node.WorkflowDepth;
        }

        _nesting.RemoveAt(_nesting.Count - 1);
        return node;
    }

    private CompiledNode? Activity(JsonObject json, CompiledNode parent, int position, string? port, string path)
    {
        if (_tooMany)
        {
            return null;
        }

        var id = DefinitionReader.TextOf(json["id"]) ?? $"activity{_nodes.Count}";
        if (_nodes.Count > DefinitionLimits.Activities * 2)
        {
            _tooMany = true;
            Report("too-many-activities", $"With the workflows it uses as activities, the workflow has more than {DefinitionLimits.Activities * 2:N0} activities.", id, path, "Start the inner workflows as processes of their own.");
            return null;
        }

        var type = DefinitionReader.TextOf(json["type"]) ?? "";
        if (_catalogue.Find(type) is { } activity)
        {
            return Known(json, activity, type, id, parent, position, port, path);
        }

        var used = FindWorkflow(json);
        if (used is not null && !_nesting.Contains(used.DefinitionId) && _nesting.Count < DefinitionLimits.WorkflowNesting)
        {
            return Used(json, used, type, id, parent, position, port, path);
        }

        if (used is not null)
        {
            Report("workflow-uses-itself", $"{Label(json, id)} uses the workflow '{used.Name ?? used.DefinitionId}' inside itself, or too deep.", id, path, "Start it as a process of its own instead.");
        }
        else
        {
            var what = type.Length == 0 ? "has no activity type" : $"has the activity type '{type}', which CaseFlow does not have";
            Report("unknown-activity", $"{Label(json, id)} {what}.", id, $"{path}.type", "Replace it with an activity that CaseFlow has; what was set is kept.");
        }

        return Add(new CompiledNode { Index = _nodes.Count, Id = id, Name = DefinitionReader.TextOf(json["name"]), DisplayText = DisplayText(json), Type = NotFound.Descriptor.Type, Activity = NotFound, Parent = parent, Position = position, Port = port, Prepared = type });
    }

    private CompiledNode Known(JsonObject json, Activity activity, string type, string id, CompiledNode parent, int position, string? port, string path)
    {
        var node = Add(new CompiledNode
        {
            Index = _nodes.Count,
            Id = id,
            Type = type,
            Name = DefinitionReader.TextOf(json["name"]),
            DisplayText = DisplayText(json),
            Activity = activity,
            IsTerminal = activity.Descriptor.IsTerminal,
            Parent = parent,
            Position = position,
            Port = port,
            CanStartWorkflow = IsTrue(json["customProperties"].At("canStartWorkflow")),
        });
        Declare(node, json["variables"], $"{path}.variables");
        var children = new List<CompiledNode>();
        foreach (var (childJson, childPort, childPath) in activity.Embedded(json))
        {
            if (Activity(childJson, node, children.Count, childPort, $"{path}.{childPath}") is { } child)
            {
                children.Add(child);
                node.WorkflowDepth = Math.Max(node.WorkflowDepth, child.WorkflowDepth);
            }
        }

        node.Children = [.. children];
        node.Inputs = Inputs.All(node, activity.Descriptor, json, path);
        node.Outputs = Inputs.Outputs(node, activity.Descriptor.Outputs.Select(output => output.Name), json, WorkflowOutputs(node));
        activity.Prepare(new NodePreparation(node, json, path, this));
        return node;
    }

    private CompiledNode Used(JsonObject json, WorkflowDefinition used, string type, string id, CompiledNode parent, int position, string? port, string path)
    {
        var node = Add(new CompiledNode { Index = _nodes.Count, Id = id, Type = type, Name = DefinitionReader.TextOf(json["name"]), DisplayText = DisplayText(json), Activity = AsActivity, Parent = parent, Position = position, Port = port });
        node.Inputs = Inputs.OfUsed(node, used.Json["inputs"], json, path);
        node.Outputs = Inputs.Outputs(node, Names(used.Json["outputs"]), json, WorkflowOutputs(node));
        _used.Add(new UsedWorkflow(used.DefinitionId, used.Id));
        var inner = Workflow(used, node, $"{path}({used.Name})");
        node.Children = [inner];
        node.WorkflowDepth = inner.WorkflowDepth;
        return node;
    }

    private WorkflowDefinition? FindWorkflow(JsonObject json)
    {
        // ExecuteWorkflow has an input of the same name; there it is an object.
        if (_workflows is null || DefinitionReader.TextOf(json["workflowDefinitionId"]) is not { } definitionId)
        {
            return null;
        }

        return _workflows(definitionId, DefinitionReader.TextOf(json["workflowDefinitionVersionId"])) ?? _workflows(definitionId, null);
    }

    /// <summary>Names of the outputs of the workflow the node belongs to.</summary>
    private static IReadOnlyCollection<string> WorkflowOutputs(CompiledNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            if (current.Prepared is JsonObject used)
            {
                return [.. Names(used["outputs"])];
            }
        }

        return [];
    }

    internal static IEnumerable<string> Names(JsonNode? list) =>
        list is JsonArray items ? items.Select(item => DefinitionReader.TextOf((item as JsonObject).At("name"))).OfType<string>() : [];

    private static string? DisplayText(JsonObject json) => DefinitionReader.TextOf(json["metadata"].At("displayText"));

    private static string Label(JsonObject json, string id) => $"'{DisplayText(json) ?? DefinitionReader.TextOf(json["name"]) ?? id}'";

    internal static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private void Declare(CompiledNode node, JsonNode? json, string path)
    {
        node.Variables = Inputs.Variables(node, json, path);
        node.VariableNames = Array.ConvertAll(node.Variables, variable => variable.Name);
    }

    private CompiledNode Add(CompiledNode node)
    {
        _nodes.Add(node);
        return node;
    }

    private void Report(string code, string message, string id, string path, string suggestion) =>
        Problems.Add(new Problem(ProblemSeverity.Error, code, message, id, "type", path, suggestion));
}
