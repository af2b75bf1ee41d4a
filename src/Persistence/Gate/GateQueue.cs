using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Persistence.Gate;

/// <summary>The bounded queue before the gate. A full queue makes callers wait, so that memory stays flat under load.</summary>
/// <param name="capacity">How many items may wait.</param>
/// <param name="look">
/// How long a thread looks for the next item before it sleeps. To be woken takes tens of microseconds, in which a caller
/// that was just answered, and most of those beside it, have their next item ready: one group instead of two.
/// </param>
internal sealed class GateQueue(int capacity, TimeSpan look)
{
    private readonly long _longestLook = look.Ticks * Stopwatch.Frequency / TimeSpan.TicksPerSecond;

    private readonly Channel<IGateItem> _channel = Channel.CreateBounded<IGateItem>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, AllowSynchronousContinuations = false });

    private long _added;
    private long _taken;

    private bool IsEmpty => Volatile.Read(ref _added) <= Volatile.Read(ref _taken);

    public Task<T> Add<T>(Func<WriteScope, T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var item = new GateItem<T>(work, cancellationToken);
        if (!_channel.Writer.TryWrite(item))
        {
            return AddWhenThereIsRoom(item, cancellationToken);
        }

        Interlocked.Increment(ref _added);
        return item.Task;
    }

    public bool TryTake([MaybeNullWhen(false)] out IGateItem item)
    {
        if (!_channel.Reader.TryRead(out item))
        {
            return false;
        }

        Interlocked.Increment(ref _taken);
        return true;
    }

    /// <summary>Blocks the gate's own thread until there is an item; false when the queue is closed and empty.</summary>
    public bool WaitForItem()
    {
        var until = Stopwatch.GetTimestamp() + _longestLook;
        while (IsEmpty && Stopwatch.GetTimestamp() < until)
        {
            Thread.SpinWait(20);
        }

        var wait = _channel.Reader.WaitToReadAsync();
        return wait.IsCompletedSuccessfully ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
    }

    public void Close() => _channel.Writer.TryComplete();

    private async Task<T> AddWhenThereIsRoom<T>(GateItem<T> item, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.Writer.WriteAsync(item, cancellationToken);
            Interlocked.Increment(ref _added);
        }
        catch (ChannelClosedException closed)
        {
            throw new StorageException("Nothing was saved, because CaseFlow is stopping. Try again when it has started.", closed);
        }

        return await item.Task;
    }
}
