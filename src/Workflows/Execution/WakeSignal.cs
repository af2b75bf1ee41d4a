namespace CaseFlow.Workflows.Execution;

/// <summary>Wakes one waiter; a signal set while nobody waits is kept for the next wait. Thread-safe.</summary>
public sealed class WakeSignal
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // One signal waits already, and one is enough.
        }
    }

    /// <summary>Waits for a signal, at most for so long by this clock.</summary>
    public async Task Wait(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _set.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Waited long enough.
        }
    }
}

/// <summary>What a commit left for others to do at once.</summary>
public sealed class WakeSignals
{
    public WakeSignal Timers { get; } = new();

    public WakeSignal Inbox { get; } = new();

    public WakeSignal Outbox { get; } = new();
}
