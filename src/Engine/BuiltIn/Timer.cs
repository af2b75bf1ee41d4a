using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>As a trigger, starts the workflow again and again; in the middle of a flow, waits one interval.</summary>
internal sealed class Timer : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Timer",
        DisplayName = "Every so often",
        Description = "Starts the process again and again at an interval; inside a process, waits once.",
        Category = "Time",
        Inputs = [new InputDescriptor("Interval", "TimeSpan") { DisplayName = "Interval", Editor = "duration", Required = true }],
        IsBlocking = true,
        IsTrigger = true,
    };

    public override void Execute(ActivityContext context)
    {
        if (context.IsTriggering)
        {
            context.Complete();
        }
        else if (ValueConversion.ToTimeSpan(context.Input("Interval")) is { } interval && interval > TimeSpan.Zero && interval < DateTimeOffset.MaxValue - context.Now)
        {
            context.StartTimer("due", context.Now + interval);
        }
        else
        {
            context.Fault("value", "The interval is not set, or is no length of time. Give one such as 01:00:00 for an hour.");
        }
    }
}
