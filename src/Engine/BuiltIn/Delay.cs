using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Waits for a length of time, however long.</summary>
internal sealed class Delay : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Delay",
        DisplayName = "Wait a while",
        Description = "Waits for a length of time.",
        Category = "Time",
        Inputs = [new InputDescriptor("TimeSpan", "TimeSpan") { DisplayName = "How long", Editor = "duration", Required = true }],
        IsBlocking = true,
    };

    public override void Execute(ActivityContext context)
    {
        if (ValueConversion.ToTimeSpan(context.Input("TimeSpan")) is not { } length)
        {
            context.Fault("value", "How long to wait is not set, or is no length of time. Give one such as 2.00:00:00 for two days.");
        }
        else if (length > DateTimeOffset.MaxValue - context.Now)
        {
            context.Fault("value", "The wait would end after the year 9999. Give a shorter one.");
        }
        else
        {
            context.StartTimer("due", context.Now + (length < TimeSpan.Zero ? TimeSpan.Zero : length));
        }
    }
}
