using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace CaseFlow.Workflows.Pumps;

/// <summary>
/// Claims due rows in pages and runs each as a burst of its own: instances side by side, the rows of one instance in
/// order. A row that was claimed before and not finished may have ended its host; such rows are run alone, one at a
/// time, so that the guilty one is known, and its instance is parked once it has had its chances.
/// </summary>
public abstract partial class Pump<TClaim>(IIncidentStore incidents, PumpOptions options, TimeProvider clock, ILogger log)
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<TClaim> _unfinished = [];
    private bool _started;

    protected PumpOptions Options => options;

    protected TimeProvider Clock => clock;

    /// <summary>Runs everything that is due now and gives how many rows that was. Safe to call at any time, from anywhere.</summary>
    public async Task<int> RunDue(CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!_started)
            {
                await ReleaseHost(cancellationToken);
                _started = true;
            }

            if (_unfinished.Count > 0)
            {
                await GiveBack(_unfinished, cancellationToken);
                _unfinished.Clear();
            }

            return await RunPages(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    protected abstract Task<IReadOnlyList<TClaim>> Claim(DateTimeOffset now, int max, CancellationToken cancellationToken);

    protected abstract Task ReleaseHost(CancellationToken cancellationToken);

    protected abstract Task Release(TClaim claim, DateTimeOffset notBefore, CancellationToken cancellationToken);

    protected abstract Task GiveBack(IReadOnlyList<TClaim> claims, CancellationToken cancellationToken);

    protected abstract int AttemptsOf(TClaim claim);

    /// <summary>Rows of one key run one after another.</summary>
    protected abstract string KeyOf(TClaim claim);

    /// <summary>What to park where the row cannot be run; null for a row that belongs to no instance.</summary>
    protected abstract string? ParkedBy(TClaim claim);

    protected abstract Task Run(TClaim claim, CancellationToken cancellationToken);

    private async Task<int> RunPages(CancellationToken cancellationToken)
    {
        var (total, suspects) = (0, 0);
        while (true)
        {
            var page = await Claim(clock.GetUtcNow(), suspects > 0 ? 1 : options.Page, cancellationToken);
            if (page.Count == 0)
            {
                return total;
            }

            if (suspects == 0 && page.Count(claim => AttemptsOf(claim) > 1) is > 0 and var found && page.Count > 1)
            {
                suspects = found;
                await GiveBack(page, cancellationToken);
                continue;
            }

            suspects = Math.Max(0, suspects - 1);
            await RunPage(page, cancellationToken);
            total += page.Count;
            await Task.Yield();
        }
    }

    private async Task RunPage(IReadOnlyList<TClaim> page, CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                page.GroupBy(KeyOf, StringComparer.Ordinal),
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
                async (claims, token) =>
                {
                    foreach (var claim in claims)
                    {
                        await RunOne(claim, token);
                    }
                });
        }
        catch
        {
            // The database cannot write, so the claims cannot be given back either: that is the next round's first work.
            // Else they would wait for their lease to end, and a few full disks would look like a row that ends its host.
            _unfinished.AddRange(page);
            throw;
        }
    }

    private async Task RunOne(TClaim claim, CancellationToken cancellationToken)
    {
        var attempts = AttemptsOf(claim);
        if (attempts > options.Recoveries)
        {
            await Park(claim, $"It ended or failed {options.Recoveries} times. Correct its workflow, or restore what it needs, and let it run again.", cancellationToken);
            return;
        }

        try
        {
            await Run(claim, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (StorageException)
        {
            // The database cannot write: nothing is wrong with this row.
            throw;
        }
        catch (Exception exception)
        {
            LogFailed(log, exception, KeyOf(claim), attempts);
            if (attempts >= options.Recoveries)
            {
                await Park(claim, exception.Message, cancellationToken);
            }

            await Release(claim, clock.GetUtcNow() + Backoff(attempts), cancellationToken);
        }
    }

    private async Task Park(TClaim claim, string reason, CancellationToken cancellationToken)
    {
        if (ParkedBy(claim) is { } instanceId)
        {
            LogParked(log, instanceId);
            await incidents.Park(instanceId, clock.GetUtcNow(), reason, cancellationToken);
        }
    }

    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(5 * Math.Pow(4, Math.Min(attempts, 6) - 1));

    [LoggerMessage(Level = LogLevel.Error, Message = "Work for {Key} failed at attempt {Attempt}; it will be tried again")]
    private static partial void LogFailed(ILogger log, Exception exception, string key, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Instance {InstanceId} is parked: see the operations page")]
    private static partial void LogParked(ILogger log, string instanceId);
}
