namespace CaseFlow.Persistence.Storage;

/// <summary>What is wrong with writing just now, for the health page: set by a failed group, cleared by the next that commits.</summary>
public sealed class StorageHealth
{
    private volatile string? _problem;
    private int _failures;

    public string? Problem => _problem;

    /// <summary>How often writing has failed since the start: tells of trouble that came and went between two looks.</summary>
    public int Failures => Volatile.Read(ref _failures);

    internal void Report(string problem)
    {
        _problem = problem;
        Interlocked.Increment(ref _failures);
    }

    internal void Clear()
    {
        if (_problem is not null)
        {
            _problem = null;
        }
    }
}
