using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Runs one of two embedded activities.</summary>
internal sealed class If : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.If",
        DisplayName = "If",
        Description = "Runs one step where the condition holds and another where it does not.",
        Category = "Flow",
        Inputs = [new InputDescriptor("Condition", "Object") { DisplayName = "Condition", Editor = "expression" }],
        Outputs = [new OutputDescriptor("Result", "Boolean")],
        EmbeddedPorts = ["Then", "Else"],
    };

    public override void Start(BurstContext context)
    {
        var holds = ValueConversion.ToCondition(context.Input("Condition"));
        context.SetOutput("Result", holds);
        if (context.Node.Embedded(holds ? "Then" : "Else") is { } branch)
        {
            context.Burst.Schedule(branch, context.Execution);
        }
    }
}
