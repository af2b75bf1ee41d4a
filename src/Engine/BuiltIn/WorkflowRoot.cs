using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>The workflow itself: holds its variables and runs its root activity.</summary>
internal sealed class WorkflowRoot : ContainerActivity, IStructural
{
    public override ActivityDescriptor Descriptor { get; } = new() { Type = "Elsa.Workflow", DisplayName = "Workflow" };

    public override void Start(BurstContext context) => context.Burst.Schedule(context.Node.Children[0], context.Execution);

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes) => context.Complete();
}
