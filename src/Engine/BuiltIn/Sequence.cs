using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Activities one after the other.</summary>
internal sealed class Sequence : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Sequence",
        DisplayName = "Sequence",
        Description = "Steps one after the other.",
        Category = "Flow",
    };

    internal override IEnumerable<EmbeddedActivity> Embedded(JsonObject json) => Listed(json, "activities");

    public override void Start(BurstContext context) => Next(context, 0);

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes)
    {
        var node = context.Burst.Definition.Nodes[child.Node];
        Next(context, node.IsTerminal ? context.Node.Children.Length : node.Position + 1);
    }

    private static void Next(BurstContext context, int position)
    {
        if (position < context.Node.Children.Length)
        {
            context.Burst.Schedule(context.Node.Children[position], context.Execution);
        }
        else
        {
            context.Complete();
        }
    }
}
