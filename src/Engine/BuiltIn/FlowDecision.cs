using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Leaves by True or False.</summary>
internal sealed class FlowDecision : Activity
{
    private static readonly string[] Yes = ["True"];
    private static readonly string[] No = ["False"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowDecision",
        DisplayName = "Decision",
        Description = "Goes one way where the condition holds and the other where it does not.",
        Category = "Flow",
        Inputs = [new InputDescriptor("Condition", "Object") { DisplayName = "Condition", Editor = "expression" }],
        Outcomes = ["True", "False"],
    };

    public override void Execute(ActivityContext context) => context.Complete(ValueConversion.ToCondition(context.Input("Condition")) ? Yes : No);
}
