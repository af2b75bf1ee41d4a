using CaseFlow.Engine.Activities;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Runs another workflow as an instance of its own, at once where the host can.</summary>
internal sealed class ExecuteWorkflow : ChildWorkflow
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe("Elsa.ExecuteWorkflow", "Run a process", "Runs another process at once.", waits: false);

    protected override bool InBackground => false;
}
