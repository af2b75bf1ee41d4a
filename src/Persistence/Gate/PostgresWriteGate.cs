using System.Diagnostics.CodeAnalysis;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using Npgsql;

namespace CaseFlow.Persistence.Gate;

/// <summary>
/// The gate on PostgreSQL: a few threads, each with a connection of its own, and a transaction for each item. The
/// threads are the gate's own, because the work blocks while the database answers.
/// </summary>
internal sealed class PostgresWriteGate : IWriteGate, IAsyncDisposable
{
    private const int Attempts = 8;

    private readonly GateQueue _queue = new(capacity: 8192, look: TimeSpan.Zero);
    private readonly PostgresDatabase _database;
    private readonly Func<NpgsqlConnection, CaseFlowDb> _openData;
    private readonly StorageHealth _health;
    private readonly Task _stopped;

    public PostgresWriteGate(PostgresDatabase database, Func<NpgsqlConnection, CaseFlowDb> openData, StorageHealth health, int writers)
    {
        (_database, _openData, _health) = (database, openData, health);
        _stopped = Task.WhenAll(Enumerable.Range(1, writers).Select(StartWriter));
    }

    public Task<T> Run<T>(Func<WriteScope, T> work, CancellationToken cancellationToken = default) => _queue.Add(work, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _stopped;
    }

    private Task StartWriter(int number)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Drain(stopped)) { IsBackground = true, Name = $"CaseFlow write gate {number}" }.Start();
        return stopped.Task;
    }

    private void Drain(TaskCompletionSource stopped)
    {
        PostgresScope? scope = null;
        while (_queue.WaitForItem())
        {
            while (_queue.TryTake(out var item))
            {
                RunItem(ref scope, item);
            }
        }

        scope?.Dispose();
        stopped.SetResult();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails is told to the caller; the gate must go on.")]
    private void RunItem(ref PostgresScope? scope, IGateItem item)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (item.Cancellation.IsCancellationRequested)
            {
                item.Cancel();
                return;
            }

            var committing = false;
            try
            {
                scope ??= new PostgresScope(_database.OpenForWriting(), _openData);
                scope.Begin();
                item.Run(scope);
                scope.WriteAudit();
                scope.Finish();
                scope.EndItem();
                committing = true;
                scope.Commit();
                _health.Clear();
                item.Answer();
                return;
            }
            catch (Exception exception)
            {
                Abandon(ref scope, exception);
                var again = PostgresFailure.IsConflict(exception) || (!committing && PostgresFailure.IsBrokenConnection(exception));
                if (again && attempt < Attempts)
                {
                    continue;
                }

                Fail(item, exception, committing);
                return;
            }
        }
    }

    private void Fail(IGateItem item, Exception exception, bool committing)
    {
        var problem = PostgresFailure.OfDatabase(exception, committing);
        if (problem is not null)
        {
            _health.Report(problem.Message);
        }

        item.Fail(problem ?? exception);
    }

    /// <summary>Rolls back, and lets the connection go where it cannot be trusted to be clean.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The first failure is the one that is told.")]
    private static void Abandon(ref PostgresScope? scope, Exception exception)
    {
        if (scope is null)
        {
            return;
        }

        try
        {
            scope.EndItem();
            scope.Rollback();
            if (exception is UndoneException || (exception is PostgresException && !PostgresFailure.IsBrokenConnection(exception)))
            {
                return;
            }
        }
        catch (Exception)
        {
            // A broken connection cannot roll back; the server does when it sees it gone.
        }

        scope.Dispose();
        scope = null;
    }
}
