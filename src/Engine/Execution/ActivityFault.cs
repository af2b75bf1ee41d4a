namespace CaseFlow.Engine.Execution;

/// <summary>Stops an activity's call and opens an incident. The message is for a process owner and quotes no value.</summary>
internal sealed class ActivityFault(string cause, string message) : Exception(message)
{
    public string Cause { get; } = cause;
}
