using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Incidents;

/// <summary>What came of dealing with an incident.</summary>
public abstract record IncidentAnswer;

/// <summary>It was done.</summary>
/// <param name="StoppedAgain">The incident of the same step, where trying again failed again at once.</param>
public sealed record IncidentDone(string? StoppedAgain) : IncidentAnswer;

/// <summary>Somebody or something was first.</summary>
/// <param name="Message">Who, what and when.</param>
public sealed record IncidentGone(IncidentRow Row, string Message) : IncidentAnswer;

/// <summary>It cannot be done.</summary>
/// <param name="Message">Why, and what to do.</param>
public sealed record IncidentRefused(string Message) : IncidentAnswer;

public sealed record IncidentNotFound : IncidentAnswer;

/// <summary>What a person is told of the step that stopped.</summary>
/// <param name="Outcomes">The exits it may be passed over by.</param>
public sealed record StoppedStep(string Process, string Title, IReadOnlyList<string> Outcomes);
