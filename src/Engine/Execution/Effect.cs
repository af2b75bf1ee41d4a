using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// Something the burst wants done to the world. Effects are committed in the burst's transaction or not at all.
/// The engine's own are here; custom activities derive their own records.
/// </summary>
public abstract record Effect;

/// <summary>A wait was opened. <paramref name="Kind"/> is "Event", "Task", "RunTask", "Child" or a custom kind; <paramref name="Key"/> is what it is matched by (an event's name).</summary>
public sealed record WaitOpened(string WaitId, string ExecutionId, string ActivityId, string Kind, string? Key, Value Payload) : Effect;

/// <summary>A wait is gone: resumed or cancelled. Kind and key are those it was opened with.</summary>
public sealed record WaitClosed(string WaitId, string Kind, string? Key) : Effect;

/// <summary>Wake the instance at <paramref name="Due"/> with <see cref="TimerDue"/>. Unlimited length; ids are never used again within an instance.</summary>
public sealed record TimerRequested(string TimerId, string ExecutionId, string ActivityId, string Name, DateTimeOffset Due) : Effect;

/// <summary>The timer is no longer wanted. Also emitted for a timer that has fired.</summary>
public sealed record TimerCancelled(string TimerId) : Effect;

/// <summary>Start a child instance in a burst of its own. Its id derives from the parent's id and a sequence.</summary>
/// <param name="WaitForCompletion">Whether the parent waits for <see cref="ChildEnded"/>.</param>
/// <param name="InBackground">True for a dispatch; false for a child the parent's burst runs at once where the host can.</param>
public sealed record ChildRequested(
    string ChildInstanceId, string ActivityId, string DefinitionId, string? DefinitionVersionId, Value Input, string? CorrelationId, bool WaitForCompletion, bool InBackground) : Effect;

/// <summary>Cancel a child instance, because what waited for it was cancelled.</summary>
public sealed record ChildCancelRequested(string ChildInstanceId, string Reason) : Effect;

/// <summary>Publish an event to waiting instances and triggers.</summary>
public sealed record EventPublished(string Name, string? CorrelationId, bool IsLocal, Value Payload) : Effect;

/// <summary>A line of console output (WriteLine).</summary>
public sealed record LineWritten(string Text) : Effect;

/// <summary>An activity faulted and the instance waits for a person or for its automatic retry.</summary>
public sealed record IncidentOpened(string IncidentId, string ExecutionId, string ActivityId, string Cause, string Message, int Attempt, DateTimeOffset? RetryAt) : Effect;

/// <summary>An incident was resolved by retry, skip or cancellation.</summary>
public sealed record IncidentClosed(string IncidentId, string ActivityId, string Resolution) : Effect;

/// <summary>The instance has ended.</summary>
public sealed record InstanceEnded(WorkflowSubStatus SubStatus, Value Output) : Effect;

/// <summary>The instance's display name was set (SetName).</summary>
public sealed record NameChanged(string Name) : Effect;

/// <summary>The instance's correlation id was set (Correlate).</summary>
public sealed record CorrelationChanged(string CorrelationId) : Effect;

/// <summary>A fact the engine cannot know. The runtime answers it and runs the same burst on with <see cref="FactsAnswered"/>.</summary>
public sealed record FactRequested(string FactId, string ExecutionId, string ActivityId, string Name, Value Arguments);
