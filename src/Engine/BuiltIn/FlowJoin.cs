using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
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

    /// <summary>The mode is decided with the graph, so it must be a fixed value.</summary>
    internal override void Prepare(NodePreparation node)
    {
        if (node.Node.FindInput("Mode") is { } mode && (mode.Kind != InputKind.Constant || mode.Constant.AsText is not ("WaitAny" or "WaitAll" or "WaitAllActive" or null)))
        {
            node.Report(ProblemSeverity.Error, "join-mode", "What to wait for is not one of WaitAny, WaitAll and WaitAllActive.", "mode", "Choose one of the three as a fixed value.");
        }
    }

    public override void Execute(ActivityContext context)
    {
        var burst = (BurstContext)context;
        if (burst.Execution.Parent is { } flowchart && burst.Node.Parent!.Activity is Flowchart)
        {
            burst.Burst.CancelAncestors(flowchart, burst.Node.Position);
        }
    }
}
