using CaseFlow.Engine.Activities;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Starts another workflow in the background.</summary>
internal sealed class DispatchWorkflow : ChildWorkflow
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe("Elsa.DispatchWorkflow", "Start a process", "Starts another process and goes on, or waits until it has ended.", waits: false);

    protected override bool InBackground => true;
}
