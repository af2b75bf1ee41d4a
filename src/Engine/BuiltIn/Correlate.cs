using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Sets the instance's correlation id.</summary>
internal sealed class Correlate : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Correlate",
        DisplayName = "Tie to",
        Description = "Ties this run to a case, so that events about the case reach it.",
        Category = "Data",
        Inputs = [new InputDescriptor("CorrelationId", "String") { DisplayName = "Correlation id", Required = true }],
    };

    public override void Execute(ActivityContext context)
    {
        ((BurstContext)context).Burst.SetCorrelation(ValueConversion.ToText(context.Input("CorrelationId")));
        context.Complete();
    }
}
