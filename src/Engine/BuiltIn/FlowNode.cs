using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Wraps any activity, so that it can stand in a flowchart.</summary>
internal sealed class FlowNode : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowNode",
        DisplayName = "Group",
        Description = "Runs what is inside.",
        Category = "Flow",
        EmbeddedPorts = ["Body"],
    };

    public override void Start(BurstContext context)
    {
        if (context.Node.Embedded("Body") is { } body)
        {
            context.Burst.Schedule(body, context.Execution);
        }
    }
}
