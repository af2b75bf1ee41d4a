using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Leaves the nearest loop.</summary>
internal sealed class Break : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Break",
        DisplayName = "Leave the loop",
        Description = "Leaves the loop it stands in.",
        Category = "Flow",
        Outcomes = [],
        IsTerminal = true,
    };

    public override void Execute(ActivityContext context)
    {
        ((BurstContext)context).Leave(activity => activity is While or For or ForEach or ParallelForEach, Burst.Done);
        context.Complete();
    }
}
