using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness;

/// <summary>A definition laid out for the rules: every step of its own (not of workflows it uses as activities) with its place in the file.</summary>
internal sealed class CheckedDefinition
{
    private readonly List<CheckedStep> _steps = [];

    public CheckedDefinition(WorkflowDefinition definition, CompiledDefinition compiled, SoundnessContext context)
    {
        (Compiled, Context) = (compiled, context);
        var workflow = compiled.Nodes[0];
        if (definition.Json["root"] is JsonObject root && workflow.Children.Length > 0)
        {
            Root = Add(workflow.Children[0], root, "$.root", null);
        }

        Flowcharts = [.. _steps.Select(step => step.Flow).OfType<FlowView>()];
    }

    public CompiledDefinition Compiled { get; }

    public SoundnessContext Context { get; }

    public CheckedStep? Root { get; }

    public IReadOnlyList<CheckedStep> Steps => _steps;

    public IReadOnlyList<FlowView> Flowcharts { get; }

    /// <summary>Those that count visits; the others run by tokens.</summary>
    public IEnumerable<FlowView> CountingFlowcharts => Flowcharts.Where(flow => !flow.UsesTokens);

    private CheckedStep Add(CompiledNode node, JsonObject json, string path, CheckedStep? parent)
    {
        var step = new CheckedStep(node, json, path, parent);
        _steps.Add(step);
        var embedded = node.Activity.Embedded(json).ToArray();
        for (var index = 0; index < embedded.Length && index < node.Children.Length; index++)
        {
            step.Children.Add(Add(node.Children[index], embedded[index].Json, $"{path}.{embedded[index].Path}", step));
        }

        step.Complete();
        return step;
    }
}
