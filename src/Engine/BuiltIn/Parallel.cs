using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Activities side by side. Completes after the last.</summary>
internal sealed class Parallel : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Parallel",
        DisplayName = "Side by side",
        Description = "Starts every step at once and waits for all of them.",
        Category = "Flow",
    };

    internal override IEnumerable<EmbeddedActivity> Embedded(JsonObject json) => Listed(json, "activities");

    public override void Start(BurstContext context)
    {
        foreach (var child in context.Node.Children)
        {
            context.Burst.Schedule(child, context.Execution);
        }
    }
}
