using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Starts another workflow in the background.</summary>
internal sealed class DispatchWorkflow : ChildWorkflow
{
    public override ActivityDescriptor Descriptor { get; } = Describe(
        "Elsa.DispatchWorkflow", "Start a process", "Starts another process and goes on, or waits until it has ended.",
        "instanceId, outcome (Completed, Faulted or Cancelled), and in output what the process gave back, which is there by its own names too.",
        ElsasOnly);

    protected override bool InBackground => true;

    // Elsa's result is the child's outputs and nothing else; where one has a name of ours, ours is what expressions here rely on.
    protected override Value Ended(string childInstanceId, ChildOutcome outcome, Value output)
    {
        var result = Describe(childInstanceId, outcome, output);
        foreach (var (name, value) in output.AsMap)
        {
            result = result[name].Kind == ValueKind.Undefined ? result.With(name, value) : result;
        }

        return result;
    }
}
