using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Leaves by all of its branches at once.</summary>
internal sealed class FlowFork : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowFork",
        DisplayName = "Do several things",
        Description = "Goes all of its ways at once.",
        Category = "Flow",
        Inputs = [new InputDescriptor("Branches", "Object") { Editor = "outcomes" }],
        Outcomes = [],
        DynamicOutcomes = "Branches",
    };

    /// <summary>No list gives Done; an empty one gives no outcome at all.</summary>
    public override void Execute(ActivityContext context)
    {
        var branches = context.Input("Branches");
        if (branches.Kind != ValueKind.List)
        {
            context.Complete();
        }
        else if (branches.AsList.IsEmpty)
        {
            ((BurstContext)context).CompleteWithoutOutcome();
        }
        else
        {
            context.Complete([.. branches.AsList.Select(ValueConversion.ToText)]);
        }
    }
}
