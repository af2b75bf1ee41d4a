using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Counts from a start to an end; the body sees CurrentValue.</summary>
internal sealed class For : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.For",
        DisplayName = "Count",
        Description = "Repeats what is inside for each number from start to end.",
        Category = "Flow",
        Inputs =
        [
            new InputDescriptor("Start", "Int32") { Default = "0" },
            new InputDescriptor("End", "Int32") { Default = "0" },
            new InputDescriptor("Step", "Int32") { Default = "1" },
            new InputDescriptor("OuterBoundInclusive", "Boolean") { DisplayName = "Include the end", Editor = "checkbox", Default = "true" },
        ],
        Outputs = [new OutputDescriptor("CurrentValue", "Int32")],
        EmbeddedPorts = ["Body"],
    };

    public override void Start(BurstContext context) =>
        Round(context, context.State.Kind == ValueKind.Number ? context.State.AsNumber + context.Input("Step").AsNumber : context.Input("Start").AsNumber);

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes) =>
        Round(context, context.State.AsNumber + context.Input("Step").AsNumber);

    private static void Round(BurstContext context, double current)
    {
        var (end, inclusive) = (context.Input("End").AsNumber, context.Input("OuterBoundInclusive").AsBoolean);
        var goesOn = context.Input("Step").AsNumber >= 0
            ? inclusive ? current <= end : current < end
            : inclusive ? current >= end : current > end;
        if (!goesOn || context.Node.Embedded("Body") is not { } body)
        {
            context.Complete();
            return;
        }

        context.State = current;
        context.SetOutput("CurrentValue", current);
        context.Burst.Schedule(body, context.Execution, currentIndex: BurstContext.ValueOnly, currentValue: current);
    }
}
