using CaseFlow.Cases.Storage;

namespace CaseFlow.RuntimeKit;

/// <summary>Counts what passes the gate: with nobody else writing, each item is a transaction of its own.</summary>
public sealed class CountingGate(IWriteGate gate) : IWriteGate
{
    private int _commits;

    public int Commits => _commits;

    public async Task<T> Run<T>(Func<WriteScope, T> work, CancellationToken cancellationToken = default)
    {
        var result = await gate.Run(work, cancellationToken);
        Interlocked.Increment(ref _commits);
        return result;
    }
}
