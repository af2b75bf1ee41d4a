using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Leaves by the label of the first true case, or of all; by Default where none is true.</summary>
internal sealed class FlowSwitch : Activity
{
    private static readonly string[] Default = ["Default"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowSwitch",
        DisplayName = "Choose a way",
        Description = "Goes the way of the first case that is true, or of all that are.",
        Category = "Flow",
        Inputs =
        [
            new InputDescriptor("Cases", "Object") { Editor = "outcomes", IsRaw = true },
            new InputDescriptor("Mode", "String") { Editor = "dropdown", Choices = ["MatchFirst", "MatchAny"], Default = "MatchFirst" },
        ],
        Outcomes = ["Default"],
        DynamicOutcomes = "Cases",
    };

    internal override void Prepare(NodePreparation node) => node.Node.Prepared = Cases.Compile(node);

    public override void Execute(ActivityContext context)
    {
        var burst = (BurstContext)context;
        var cases = ((string Label, CompiledInput Condition)[])burst.Node.Prepared!;
        var matching = Cases.Matching(burst, cases);
        context.Complete(matching.Count == 0 ? Default : [.. matching.Select(index => cases[index].Label)]);
    }
}
