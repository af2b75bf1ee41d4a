using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Faults on purpose.</summary>
internal sealed class Fault : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Fault",
        DisplayName = "Raise a problem",
        Description = "Stops this part of the process until a person has looked at it.",
        Category = "Flow",
        Inputs =
        [
            new InputDescriptor("Code", "String"),
            new InputDescriptor("Category", "String"),
            new InputDescriptor("FaultType", "String"),
            new InputDescriptor("Message", "String"),
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var (code, message) = (ValueConversion.ToText(context.Input("Code")), ValueConversion.ToText(context.Input("Message")));
        context.Fault(code.Length > 0 ? code : "fault", message.Length > 0 ? message : "The process raised a problem here.");
    }
}
