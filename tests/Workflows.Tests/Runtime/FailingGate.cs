using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>Stands around a host's gate and does something instead of a write, as a host that ends, or a database that is away, would.</summary>
internal sealed class FailingGate
{
    private bool _hostEnded;

    /// <summary>Gives what becomes of a burst's commit; null lets it pass.</summary>
    public Func<Exception?> OnBurst { get; init; } = () => null;

    /// <summary>Called before every write.</summary>
    public Action OnWrite { get; init; } = () => { };

    /// <summary>What others do before every write.</summary>
    public Func<Task> BeforeWrite { get; init; } = () => Task.CompletedTask;

    public int Bursts { get; private set; }

    /// <summary>A host that ends at its first burst: nothing it does after that reaches the database.</summary>
    public static FailingGate EndsAtItsFirstBurst() => new() { OnBurst = () => new HostEndedException() };

    public IWriteGate Around(IWriteGate gate) => new Gate(gate, this);

    private Exception? Failure(bool isBurst)
    {
        OnWrite();
        if (isBurst && !_hostEnded)
        {
            Bursts++;
            var failure = OnBurst();
            _hostEnded = failure is HostEndedException;
            return failure;
        }

        return _hostEnded ? new HostEndedException() : null;
    }

    internal sealed class HostEndedException : Exception;

    private sealed class Gate(IWriteGate gate, FailingGate owner) : IWriteGate
    {
        public async Task<T> Run<T>(Func<WriteScope, T> work, CancellationToken cancellationToken = default)
        {
            await owner.BeforeWrite();
            return owner.Failure(typeof(T) == typeof(CommitResult)) is { } failure ? throw failure : await gate.Run(work, cancellationToken);
        }
    }
}
