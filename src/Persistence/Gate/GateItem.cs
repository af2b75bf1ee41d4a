using CaseFlow.Cases.Storage;

namespace CaseFlow.Persistence.Gate;

/// <summary>Work waiting in the gate's queue. Run, and then answered exactly once: with its result when it is durable, or with what went wrong.</summary>
internal interface IGateItem
{
    CancellationToken Cancellation { get; }

    void Run(WriteScope scope);

    void Answer();

    void Fail(Exception problem);

    void Cancel();
}

/// <summary>The item is its own completion source: one allocation beside the task that the caller awaits.</summary>
internal sealed class GateItem<T>(Func<WriteScope, T> work, CancellationToken cancellationToken)
    : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IGateItem
{
    private T? _result;

    public CancellationToken Cancellation => cancellationToken;

    public void Run(WriteScope scope) => _result = work(scope);

    public void Answer() => TrySetResult(_result!);

    public void Fail(Exception problem) => TrySetException(problem);

    public void Cancel() => TrySetCanceled(cancellationToken);
}
