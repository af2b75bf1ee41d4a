using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Brings branches of a flowchart together. The flowchart does the waiting; running the join cancels what still leads to it.</summary>
internal sealed class FlowJoin : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowJoin",
        DisplayName = "Bring together",
        Description = "Waits for the branches that lead here.",
        Category = "Flow",
        Inputs =
        [
            new InputDescriptor("Mode", "String")
            {
                DisplayName = "Wait for",
                Description = "WaitAll: every branch. WaitAllActive: every branch that was taken. WaitAny: the first to arrive; the others are cancelled.",
                Editor = "dropdown",
                Choices = ["WaitAny", "WaitAll", "WaitAllActive"],
            },
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var burst = (BurstContext)context;
        if (burst.Execution.Parent is { Tokens: null, Ended: false } flowchart && burst.Node.Parent!.Activity is Flowchart)
        {
            burst.Burst.CancelAncestors(flowchart, burst.Node.Position);
        }
    }
}
