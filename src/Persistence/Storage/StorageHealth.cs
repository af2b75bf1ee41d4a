namespace CaseFlow.Persistence.Storage;

/// <summary>What is wrong with writing just now, for the health page: set by a failed group, cleared by the next that commits.</summary>
public sealed class StorageHealth
{
    private volatile string? _problem;

    public string? Problem => _problem;

    internal void Report(string problem) => _problem = problem;

    internal void Clear()
    {
        if (_problem is not null)
        {
            _problem = null;
        }
    }
}
