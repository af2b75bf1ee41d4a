using System.Collections.Concurrent;

namespace CaseFlow.Host.Pupils;

/// <summary>
/// What somebody searched for, under an id that says nothing: a name or UPN never stands in an address. Kept for an hour
/// in this host's memory and only for the person who searched; an id that is gone means searching again.
/// </summary>
public sealed class StoredSearches(TimeProvider clock)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, Search> _byId = new();

    public Guid Keep(Guid personId, string words)
    {
        var now = clock.GetUtcNow();
        if (_byId.Count >= Most)
        {
            foreach (var (old, search) in _byId.Where(pair => pair.Value.At + Kept < now || _byId.Count >= Most))
            {
                _byId.TryRemove(KeyValuePair.Create(old, search));
            }
        }

        // Random on purpose: the id must not be guessable.
        var id = Guid.NewGuid();
        _byId[id] = new(personId, words, now);
        return id;
    }

    public string? Find(Guid id, Guid personId) =>
        _byId.TryGetValue(id, out var search) && search.PersonId == personId && search.At + Kept >= clock.GetUtcNow() ? search.Words : null;

    private sealed record Search(Guid PersonId, string Words, DateTimeOffset At);
}
