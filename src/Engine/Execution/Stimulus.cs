using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// What makes an instance run. One stimulus, run to the next wait, is one burst. Stimuli are journaled, and replaying
/// them through the engine gives the state again.
/// </summary>
public abstract record Stimulus;

/// <summary>Starts a new instance.</summary>
/// <param name="Input">A map of workflow inputs by name, or <see cref="Value.Undefined"/>.</param>
/// <param name="CorrelationId">What ties the instance to others and to events; in CaseFlow the case's id.</param>
/// <param name="TriggerActivityId">The trigger activity that caused the start, or null for an ordinary start.</param>
public sealed record Start(Value Input, string? CorrelationId = null, string? TriggerActivityId = null) : Stimulus;

/// <summary>Resumes one open wait: an event arrived, a task was completed, a RunTask was answered.</summary>
public sealed record ResumeWait(string WaitId, Value Payload) : Stimulus;

/// <summary>A timer that the instance asked for is due.</summary>
public sealed record TimerDue(string TimerId) : Stimulus;

/// <summary>Answers to the facts a burst asked for; runs the same burst on. Keys are fact ids.</summary>
public sealed record FactsAnswered(IReadOnlyDictionary<string, Value> Answers) : Stimulus;

/// <summary>Tells a waiting activity something that does not complete it by itself (a due date moved, a reassignment).</summary>
public sealed record SignalActivity(string ExecutionId, string Name, Value Payload) : Stimulus;

/// <summary>A child instance ended. The parent learns how.</summary>
public sealed record ChildEnded(string ChildInstanceId, ChildOutcome Outcome, Value Output) : Stimulus;

/// <summary>Runs a faulted activity again (a person asked, or the backoff came due).</summary>
public sealed record RetryIncident(string IncidentId) : Stimulus;

/// <summary>Completes a faulted activity with a chosen outcome without running it.</summary>
public sealed record SkipIncident(string IncidentId, string Outcome) : Stimulus;

/// <summary>Cancels the whole instance; cancellation cascades to its children.</summary>
public sealed record CancelInstance(string Reason) : Stimulus;

/// <summary>How a child instance ended.</summary>
public enum ChildOutcome
{
    Completed,
    Faulted,
    Cancelled,
}
