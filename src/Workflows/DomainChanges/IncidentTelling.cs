using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Execution;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>
/// What a case's timeline says of steps that stopped: that one did, for the first time or after a person had tried it
/// again, and what people did about it. What the engine tries again by itself is not told.
/// </summary>
internal static class IncidentTelling
{
    public static IEnumerable<string> Lines(Burst burst)
    {
        var effects = burst.Result.Effects;
        var closed = effects.OfType<IncidentClosed>().GroupBy(incident => incident.IncidentId, StringComparer.Ordinal)
            .ToDictionary(incident => incident.Key, incident => incident.First().ActivityId, StringComparer.Ordinal);
        foreach (var stimulus in burst.ByPersonId is null ? [] : burst.Result.Journal.Stimuli)
        {
            var told = stimulus switch
            {
                RetryIncident retry => $"A step that had stopped was tried again: {Title(retry.IncidentId)}",
                SkipIncident skip => $"A step that had stopped was passed over: {Title(skip.IncidentId)}. The process goes on as if it had ended with: {skip.Outcome}",
                CancelInstance cancel => $"The process was cancelled: {cancel.Reason}",
                _ => null,
            };
            if (told is not null)
            {
                yield return told;
            }
        }

        foreach (var incident in effects.OfType<IncidentOpened>().Where(incident => !closed.ContainsKey(incident.IncidentId) && (incident.Attempt == 1 || burst.ByPersonId is not null)))
        {
            yield return $"A step could not be done, and the process waits there: {burst.Version.TitleOf(incident.ActivityId)}";
        }

        string Title(string incidentId) => closed.TryGetValue(incidentId, out var activity) ? burst.Version.TitleOf(activity) : "a step";
    }
}
