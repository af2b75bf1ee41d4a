using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Starts all of its branches; completes after the last, or after the first with WaitAny.</summary>
internal sealed class Fork : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Fork",
        DisplayName = "Several branches",
        Description = "Starts every branch at once and waits for all of them, or for the first.",
        Category = "Flow",
        Inputs = [new InputDescriptor("JoinMode", "String") { IsRaw = true, Editor = "dropdown", Choices = ["WaitAll", "WaitAny"] }],
    };

    internal override IEnumerable<EmbeddedActivity> Embedded(JsonObject json) => Listed(json, "branches");

    public override void Start(BurstContext context)
    {
        foreach (var branch in context.Node.Children)
        {
            context.Burst.Schedule(branch, context.Execution);
        }
    }

    /// <summary>WaitAny cancels what has started; branches still queued are withdrawn too.</summary>
    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes)
    {
        if (context.Input("JoinMode").AsText == "WaitAny")
        {
            context.Burst.Withdraw(context.Execution);
            context.Complete();
        }
    }
}
