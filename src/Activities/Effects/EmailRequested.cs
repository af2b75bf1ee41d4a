using System.Collections.Immutable;
using CaseFlow.Activities.People;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Activities.Effects;

/// <summary>
/// An email to everybody who is meant, each once: the key is (instance, activity, execution, message, offset,
/// recipient). It carries the case reference and a link, never the case's words.
/// </summary>
/// <param name="Message">What it is for: "assigned", "reminder", "overdue", "escalated", or the template's name.</param>
/// <param name="Offset">Which of a series: "first", "half", "T-2", "due", "+1", "escalate-1" … or "".</param>
/// <param name="To">Who is meant. For a task's own emails its candidates; where somebody has claimed it, only they are told.</param>
/// <param name="WaitId">The wait of the task that the email's link opens; null links to the case.</param>
public sealed record EmailRequested(
    string ExecutionId,
    string ActivityId,
    string Template,
    string Message,
    string Offset,
    ImmutableArray<Addressee> To,
    string? WaitId = null,
    string? SafeTitle = null,
    DateTimeOffset? Due = null) : Effect;
