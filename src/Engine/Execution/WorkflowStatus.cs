namespace CaseFlow.Engine.Execution;

/// <summary>Elsa's main status.</summary>
public enum WorkflowStatus
{
    Running,
    Finished,
}

/// <summary>Elsa's sub-status, with AwaitingFacts for the moment inside a burst at which the runtime answers.</summary>
public enum WorkflowSubStatus
{
    Pending,
    Suspended,
    AwaitingFacts,
    Finished,
    Cancelled,
    Faulted,
}
