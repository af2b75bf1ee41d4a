using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>A workflow used as an activity: its graph is compiled into the using one's and runs in the same instance.</summary>
internal sealed class WorkflowAsActivity : ContainerActivity, IStructural
{
    public override ActivityDescriptor Descriptor { get; } = new() { Type = "Elsa.WorkflowDefinitionActivity", DisplayName = "Workflow" };

    public override void Start(BurstContext context)
    {
        var inputs = Value.EmptyMap;
        foreach (var input in context.Node.Inputs)
        {
            inputs = inputs.With(input.Name, context.Evaluate(input));
        }

        context.State = inputs;
        context.Burst.Schedule(context.Node.Children[0], context.Execution);
    }

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes)
    {
        foreach (var (name, value) in child.State.AsMap)
        {
            context.SetOutput(name, value);
        }

        context.Complete(outcomes);
    }
}
