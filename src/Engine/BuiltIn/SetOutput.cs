using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Sets an output of the workflow.</summary>
internal sealed class SetOutput : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SetOutput",
        DisplayName = "Set a result",
        Description = "Sets a result of the process, for the process that started it.",
        Category = "Data",
        Inputs =
        [
            new InputDescriptor("OutputName", "String") { DisplayName = "Name", Required = true },
            new InputDescriptor("OutputValue", "Object") { DisplayName = "Value", Editor = "expression" },
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var value = context.Input("OutputValue");
        ((BurstContext)context).SetWorkflowOutput(ValueConversion.ToText(context.Input("OutputName")), value.IsMissing ? Value.Null : value);
        context.Complete();
    }
}
