using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Starts the workflow, or goes on, at an instant. One that has passed goes on at once.</summary>
internal sealed class StartAt : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.StartAt",
        DisplayName = "At a date and time",
        Description = "Waits for a date and time.",
        Category = "Time",
        Inputs = [new InputDescriptor("DateTime", "DateTimeOffset") { DisplayName = "When", Required = true }],
        IsBlocking = true,
        IsTrigger = true,
    };

    public override void Execute(ActivityContext context)
    {
        if (context.IsTriggering)
        {
            context.Complete();
        }
        else if (ValueConversion.ToInstant(context.Input("DateTime")) is not { } when)
        {
            context.Fault("value", "The date and time is not set, or is none. Give one such as 2027-01-04T09:00Z.");
        }
        else if (when <= context.Now)
        {
            context.Complete();
        }
        else
        {
            context.StartTimer("due", when);
        }
    }
}
