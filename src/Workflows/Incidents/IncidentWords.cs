using CaseFlow.Cases.Calendars;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Incidents;

/// <summary>How incidents are spoken of, in pages and at the command line.</summary>
public static class IncidentWords
{
    /// <summary>Why a step could not be done, for somebody who works on the case and not on the process.</summary>
    public static string Why(IncidentRow incident) => incident.Cause switch
    {
        "expression" or "value" => "A rule in the process could not be worked out.",
        "unknown-activity" => "The process has a step here that this service does not know.",
        "activity-failed" => "Something went wrong in the service itself.",
        "step-budget" or "too-many-at-once" => "The process went round without end, or did too much at once, and was stopped.",
        _ => Sentence(incident.Message),
    };

    /// <summary>What will happen next, without anybody doing anything.</summary>
    public static string Next(IncidentRow incident) =>
        incident.RetryAt is { } at ? $"We will try again by ourselves at {EnglishDates.Moment(at)}." : "It waits until somebody decides what to do.";

    /// <summary>Who dealt with it and when; null for one that is open.</summary>
    public static string? Ended(IncidentRow incident, string? by)
    {
        if (incident.ClosedAt is not { } at)
        {
            return null;
        }

        var moment = EnglishDates.Moment(at);
        return (incident.Resolution, by) switch
        {
            ("retried", null) => $"It was tried again by itself at {moment}.",
            ("retried", _) => $"{by} had it tried again at {moment}.",
            ("skipped", _) => $"{by ?? "Somebody"} had the step passed over at {moment}.",
            (_, null) => $"The process went on without this step, or ended, at {moment}.",
            _ => $"{by} ended it at {moment}: the process was cancelled, or went on without this step.",
        };
    }

    private static string Sentence(string message) => message.EndsWith('.') || message.Length == 0 ? message : message + ".";
}
