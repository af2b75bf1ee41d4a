using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Waits for an event of a name; as a trigger, starts the workflow on it.</summary>
internal sealed class Event : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Event",
        DisplayName = "Wait for an event",
        Description = "Waits until an event of this name happens.",
        Category = "Flow",
        Inputs = [new InputDescriptor("EventName", "String") { DisplayName = "Event", Required = true }],
        Outputs = [new OutputDescriptor("Result", "Object")],
        IsBlocking = true,
        IsTrigger = true,
    };

    public override void Execute(ActivityContext context)
    {
        if (context.IsTriggering)
        {
            context.SetOutput("Result", context.WorkflowInput("Payload"));
            context.Complete();
        }
        else
        {
            context.OpenWait("Event", ValueConversion.ToText(context.Input("EventName")), Value.Undefined);
        }
    }

    public override void Resumed(ActivityContext context, string waitKind, Value payload)
    {
        context.SetOutput("Result", payload);
        context.Complete();
    }
}
