using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Completes the workflow it stands in with outcomes, which are its ports where it is used as an activity.</summary>
internal sealed class Complete : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Complete",
        DisplayName = "Complete with an outcome",
        Description = "Ends the process with an outcome for the process that uses it.",
        Category = "Flow",
        Inputs = [new InputDescriptor("Outcomes", "Object") { DisplayName = "Outcomes", Editor = "outcomes" }],
        Outcomes = [],
        IsTerminal = true,
    };

    public override void Execute(ActivityContext context)
    {
        var outcomes = context.Input("Outcomes");
        string[] names = outcomes.Kind switch
        {
            ValueKind.List when !outcomes.AsList.IsEmpty => [.. outcomes.AsList.Select(ValueConversion.ToText)],
            ValueKind.Text when outcomes.AsText is { Length: > 0 } text => [text],
            _ => Burst.Done,
        };
        ((BurstContext)context).Leave(activity => activity is WorkflowRoot, names);
        context.Complete();
    }
}
