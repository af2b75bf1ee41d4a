using System.Collections.Concurrent;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Execution;

/// <summary>
/// What this host last committed of instances that are busy: the very bytes and the revision that are in the database, so
/// that the next burst need not read them. It is a guess that only a commit may rely on, because only the commit compares
/// revisions: whatever else a burst finds out from it has to be found again from the database.
/// </summary>
public sealed class RecentStates
{
    private const long MostBytes = 16 * 1024 * 1024;

    // Two generations: when the young one is full it becomes the old one, and what nobody asked for since is let go.
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    public StoredInstance? Find(string instanceId)
    {
        if (_young.Entries.TryGetValue(instanceId, out var found))
        {
            return found;
        }

        return _old.Entries.TryGetValue(instanceId, out found) ? found : null;
    }

    public void Keep(BurstCommit commit)
    {
        var written = commit.Instance;
        var young = _young;
        young.Entries[written.InstanceId] = new StoredInstance(
            written.InstanceId,
            written.DefinitionId,
            written.VersionId,
            commit.ExpectedRevision + 1,
            written.CaseId,
            written.ParentInstanceId,
            written.State);
        if (Interlocked.Add(ref young.Bytes, written.State.Length + 256) > MostBytes && Interlocked.CompareExchange(ref _young, new Generation(), young) == young)
        {
            _old = young;
        }
    }

    public void Forget(string instanceId)
    {
        _young.Entries.TryRemove(instanceId, out _);
        _old.Entries.TryRemove(instanceId, out _);
    }

    private sealed class Generation
    {
        public readonly ConcurrentDictionary<string, StoredInstance> Entries = new(StringComparer.Ordinal);

        public long Bytes;
    }
}
