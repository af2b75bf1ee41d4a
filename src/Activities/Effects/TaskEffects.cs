using System.Collections.Immutable;
using CaseFlow.Activities.People;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Activities.Effects;

/// <summary>A person is to do something. The task belongs to the wait: completing it resumes the wait.</summary>
/// <param name="SafeTitle">The title an email may carry.</param>
/// <param name="Outcomes">Buttons, in order.</param>
/// <param name="Candidates">By rung: the next is asked only while nobody holds the ones before.</param>
public sealed record TaskRequested(
    string WaitId,
    string ExecutionId,
    string ActivityId,
    string Title,
    string SafeTitle,
    string? Instructions,
    string? Form,
    ImmutableArray<string> Outcomes,
    ImmutableArray<Addressee> Candidates,
    DateTimeOffset? Due,
    string? DueExplanation) : Effect;

/// <summary>The task is no longer wanted: time or the process moved on.</summary>
/// <param name="OutOfTime">The safe title of a task whose time ran out; null where the process moved on for another reason.</param>
public sealed record TaskWithdrawn(string WaitId, string? OutOfTime = null) : Effect;

/// <summary>The task is open to somebody else as well, at once.</summary>
public sealed record TaskEscalated(string WaitId, Addressee To, string SafeTitle) : Effect;
