using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Runs another workflow as an instance of its own, at once where the host can.</summary>
internal sealed class ExecuteWorkflow : ChildWorkflow
{
    public override ActivityDescriptor Descriptor { get; } = Describe(
        "Elsa.ExecuteWorkflow", "Run a process", "Runs another process at once.",
        "instanceId, outcome (Completed, Faulted or Cancelled), and in output what the process gave back; the same as WorkflowInstanceId, Status, SubStatus and Output.");

    protected override bool InBackground => false;

    // A child starts in a burst of its own, so there is no more to tell yet; Elsa has run it to its first wait by then.
    protected override Value Started(string childInstanceId) =>
        WithElsaNames(base.Started(childInstanceId), childInstanceId, "Running", "Pending", Value.EmptyMap);

    protected override Value Ended(string childInstanceId, ChildOutcome outcome, Value output) =>
        WithElsaNames(Describe(childInstanceId, outcome, output), childInstanceId, "Finished", outcome == ChildOutcome.Completed ? "Finished" : outcome.ToString(), output);

    private static Value WithElsaNames(Value result, string childInstanceId, string status, string subStatus, Value output) =>
        result.With("WorkflowInstanceId", childInstanceId).With("Status", status).With("SubStatus", subStatus).With("Output", output);
}
