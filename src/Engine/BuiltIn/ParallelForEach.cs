using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Runs its body for every item at once. As in Elsa, items written as a fixed JSON list are opaque and give no round.</summary>
internal sealed class ParallelForEach : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.ParallelForEach",
        DisplayName = "For each, side by side",
        Description = "Runs what is inside for every item of a list at once, and waits for all of them.",
        Category = "Flow",
        Inputs = [new InputDescriptor("Items", "Object") { DisplayName = "Items", Editor = "expression" }],
        EmbeddedPorts = ["Body"],
    };

    internal override void Prepare(NodePreparation node)
    {
        if (node.Node.FindInput("Items") is { IsJson: true })
        {
            node.Report(ProblemSeverity.Warning, "fixed-items", "Items written as a fixed list are not run through here.", "items", "Write the list as a JavaScript expression.");
        }
    }

    public override void Start(BurstContext context)
    {
        if (context.Node.FindInput("Items") is not { IsJson: false } items || context.Node.Embedded("Body") is not { } body)
        {
            return;
        }

        var index = 0;
        foreach (var item in context.Evaluate(items).AsList)
        {
            context.Burst.Schedule(body, context.Execution, currentIndex: index++, currentValue: item);
        }
    }
}
