using System.Collections.Concurrent;
using System.Collections.Immutable;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Definitions;

/// <summary>
/// Which published versions an event starts. A version never changes, so its triggers are read from its text once and kept
/// by its id; which versions count is asked of the database each time, without their texts. So an event that starts
/// nothing costs one small query, and a version published or replaced on another host counts from the next event on.
/// </summary>
public sealed class EventTriggers(IDefinitionStore definitions)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<Trigger>> _byVersion = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<(DefinitionSummary Version, Trigger Trigger)>> StartedBy(string eventName, CancellationToken cancellationToken = default)
    {
        var current = await definitions.List(cancellationToken);
        var started = new List<(DefinitionSummary, Trigger)>();
        foreach (var version in current.Where(one => one.PublishedVersionId is not null))
        {
            var triggers = await Of(version.PublishedVersionId!, cancellationToken);
            started.AddRange(triggers.Where(trigger => trigger.Argument == eventName).Select(trigger => (version, trigger)));
        }

        Forget(current);
        return started;
    }

    private async Task<ImmutableArray<Trigger>> Of(string versionId, CancellationToken cancellationToken)
    {
        if (_byVersion.TryGetValue(versionId, out var known))
        {
            return known;
        }

        return await definitions.Version(versionId, cancellationToken) is { } version
            ? _byVersion[versionId] = [.. Trigger.Of(version).Where(trigger => trigger.Type == "Elsa.Event")]
            : [];
    }

    /// <summary>Versions that no longer count take no room.</summary>
    private void Forget(IReadOnlyList<DefinitionSummary> current)
    {
        if (_byVersion.Count > current.Count)
        {
            var counting = current.Select(one => one.PublishedVersionId).ToHashSet(StringComparer.Ordinal);
            foreach (var versionId in _byVersion.Keys.Where(versionId => !counting.Contains(versionId)))
            {
                _byVersion.TryRemove(versionId, out _);
            }
        }
    }
}
