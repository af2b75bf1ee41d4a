using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Sets the instance's display name.</summary>
internal sealed class SetName : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SetName",
        DisplayName = "Name this run",
        Description = "Gives this run of the process a name to show in lists.",
        Category = "Data",
        Inputs = [new InputDescriptor("Value", "String") { DisplayName = "Name" }],
    };

    public override void Execute(ActivityContext context)
    {
        ((BurstContext)context).Burst.SetName(ValueConversion.ToText(context.Input("Value")));
        context.Complete();
    }
}
