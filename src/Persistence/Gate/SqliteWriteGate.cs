using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;

namespace CaseFlow.Persistence.Gate;

/// <summary>
/// The gate on SQLite: one thread, one connection, group commit. Items that are queued together share one fsync. Should
/// one fail, it is rolled back alone: the group is begun again and run with a savepoint for each item, and so are the next
/// groups. While nothing fails there are no savepoints, which would cost a third of an item's time.
/// </summary>
internal sealed class SqliteWriteGate : IWriteGate, IAsyncDisposable
{
    private const int LargestGroup = 512;
    private const int CarefulGroups = 32;
    private static readonly long LongestGroup = Stopwatch.Frequency * 5 / 1000;

    private readonly GateQueue _queue = new(capacity: 8192, look: TimeSpan.FromMicroseconds(100));
    private readonly List<IGateItem> _done = new(LargestGroup);
    private readonly SqliteDatabase _database;
    private readonly Func<Microsoft.Data.Sqlite.SqliteConnection, CaseFlowDb> _openData;
    private readonly StorageHealth _health;
    private readonly Task _stopped;
    private SqliteWriter? _writer;
    private int _careful;

    public SqliteWriteGate(SqliteDatabase database, Func<Microsoft.Data.Sqlite.SqliteConnection, CaseFlowDb> openData, StorageHealth health)
    {
        (_database, _openData, _health) = (database, openData, health);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stopped = stopped.Task;
        new Thread(() => Drain(stopped)) { IsBackground = true, Name = "CaseFlow write gate" }.Start();
    }

    public Task<T> Run<T>(Func<WriteScope, T> work, CancellationToken cancellationToken = default) => _queue.Add(work, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _stopped;
    }

    private void Drain(TaskCompletionSource stopped)
    {
        while (_queue.WaitForItem())
        {
            while (_queue.TryTake(out var item))
            {
                RunGroup(item);
            }
        }

        _writer?.Dispose();
        stopped.SetResult();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails is told to the callers; the gate must go on.")]
    private void RunGroup(IGateItem first)
    {
        var started = Stopwatch.GetTimestamp();
        var taken = 1;
        IGateItem? current = first;
        try
        {
            _writer ??= new SqliteWriter(_database.OpenForWriting(), _openData);
            _writer.Begin();
            _careful = Math.Max(_careful - 1, 0);
            do
            {
                RunItem(_writer, current);
                current = null;
            }
            while (taken++ < LargestGroup && Stopwatch.GetTimestamp() - started < LongestGroup && _queue.TryTake(out current));

            var wrote = _writer.Commit();
            // A group that changed nothing needs no room on the disk, and so says nothing of it.
            if (wrote)
            {
                _health.Clear();
            }

            foreach (var item in _done)
            {
                item.Answer();
            }
        }
        catch (Exception exception)
        {
            FailGroup(current, exception);
        }

        _done.Clear();
    }

    /// <summary>Runs one item; returns when it is done or rolled back alone. A failure of the database itself is thrown.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever the work throws belongs to its caller.")]
    private void RunItem(SqliteWriter writer, IGateItem item)
    {
        if (item.Cancellation.IsCancellationRequested)
        {
            item.Cancel();
            return;
        }

        // The first item of a group needs no savepoint: should it fail, the group is empty and is begun again.
        var marked = _careful > 0 && _done.Count > 0;
        if (marked)
        {
            writer.Mark();
        }

        try
        {
            item.Run(writer.Scope);
            writer.Scope.WriteAudit();
        }
        catch (Exception exception) when (SqliteFailure.OfDatabase(exception) is null && writer.InTransaction)
        {
            writer.Undo(marked, exception is UndoneException);
            if (marked || _done.Count == 0)
            {
                item.Fail(exception);
            }
            else
            {
                RunAgain(writer, item);
            }

            return;
        }

        writer.Keep(marked);
        _done.Add(item);
    }

    /// <summary>The whole group was rolled back for one item that failed: what had been done is done again, and that item after it, each with a savepoint.</summary>
    private void RunAgain(SqliteWriter writer, IGateItem failed)
    {
        _careful = CarefulGroups;
        IGateItem[] items = [.. _done, failed];
        _done.Clear();
        for (var index = 0; index < items.Length; index++)
        {
            try
            {
                RunItem(writer, items[index]);
            }
            catch (Exception)
            {
                // The group fails with the database: those that have not been run again are told so too. The caller tells the last.
                _done.AddRange(items[index..^1]);
                throw;
            }
        }
    }

    private void FailGroup(IGateItem? current, Exception exception)
    {
        var problem = exception as StorageException
            ?? SqliteFailure.OfDatabase(exception)
            ?? new StorageException("Nothing was saved, because the database gave an error. Try again.", exception);
        _health.Report(problem.Message);

        Abandon(problem);
        current?.Fail(problem);
        foreach (var item in _done)
        {
            item.Fail(problem);
        }
    }

    /// <summary>Rolls back. After an I/O error the connection's cache is not to be trusted, so the next group opens another.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The first failure is the one that is told, and the gate must go on.")]
    private void Abandon(StorageException problem)
    {
        if (_writer is not { } writer)
        {
            return;
        }

        try
        {
            if (problem is StorageFullException && writer.TryAbandon())
            {
                return;
            }
        }
        catch (Exception)
        {
            // It is not fit to be kept.
        }

        _writer = null;
        try
        {
            writer.Dispose();
        }
        catch (Exception)
        {
            // It could not be closed cleanly, and is never used again.
        }
    }
}
