using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Persistence.Gate;

/// <summary>The bounded queue before the gate. A full queue makes callers wait, so that memory stays flat under load.</summary>
internal sealed class GateQueue(int capacity)
{
    private readonly Channel<IGateItem> _channel = Channel.CreateBounded<IGateItem>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, AllowSynchronousContinuations = false });

    public Task<T> Add<T>(Func<WriteScope, T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var item = new GateItem<T>(work, cancellationToken);
        return _channel.Writer.TryWrite(item) ? item.Task : AddWhenThereIsRoom(item, cancellationToken);
    }

    public bool TryTake([MaybeNullWhen(false)] out IGateItem item) => _channel.Reader.TryRead(out item);

    /// <summary>Blocks the gate's own thread until there is an item; false when the queue is closed and empty.</summary>
    public bool WaitForItem()
    {
        var wait = _channel.Reader.WaitToReadAsync();
        return wait.IsCompletedSuccessfully ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
    }

    public void Close() => _channel.Writer.TryComplete();

    private async Task<T> AddWhenThereIsRoom<T>(GateItem<T> item, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new StorageException("Nothing was saved, because CaseFlow is stopping. Try again when it has started.", closed);
        }

        return await item.Task;
    }
}
