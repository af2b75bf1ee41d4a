using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Repeats its body as long as a condition holds; tests before each round.</summary>
internal sealed class While : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.While",
        DisplayName = "While",
        Description = "Repeats what is inside as long as the condition holds.",
        Category = "Flow",
        Inputs = [new InputDescriptor("Condition", "Object") { DisplayName = "Condition", Editor = "expression", AutoEvaluate = false }],
        EmbeddedPorts = ["Body"],
    };

    public override void Start(BurstContext context) => Round(context);

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes) => Round(context);

    private static void Round(BurstContext context)
    {
        if (ValueConversion.ToCondition(context.Input("Condition")) && context.Node.Embedded("Body") is { } body)
        {
            context.Burst.Schedule(body, context.Execution);
        }
        else
        {
            context.Complete();
        }
    }
}
