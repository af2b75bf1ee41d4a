namespace CaseFlow.Engine.Definitions;

public enum ProblemSeverity
{
    /// <summary>Blocks publishing.</summary>
    Error,

    /// <summary>Would surprise; publishing is allowed.</summary>
    Warning,
}

/// <summary>A finding about a definition, in plain English.</summary>
/// <param name="Code">Stable kebab-case name of the rule: "unknown-activity", "port-left-open".</param>
/// <param name="Message">What is wrong, naming the activity as the owner sees it.</param>
/// <param name="ActivityId">The activity, where there is one.</param>
/// <param name="Property">The property, where there is one.</param>
/// <param name="Path">JSON path in the file: $.root.activities[3].text.expression.</param>
/// <param name="Suggestion">What to do about it.</param>
public sealed record Problem(
    ProblemSeverity Severity, string Code, string Message, string? ActivityId = null, string? Property = null, string? Path = null, string? Suggestion = null);
