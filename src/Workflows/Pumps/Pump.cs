using System.Data.Common;
using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace CaseFlow.Workflows.Pumps;

/// <summary>
/// Claims due rows in pages and runs each as a burst of its own: instances side by side, the rows of one instance in
/// order. A row that failed, or was claimed when its host ended, is a suspect: it comes after the others and alone, and
/// that it is handed over is committed just before, so that only a death that follows counts against it. One that was
/// handed over at a death already also waits until its host has settled: hosts that are ended by something else, soon
/// after each start, blame nobody. Once it has had its chances its instance is parked.
/// </summary>
public abstract partial class Pump<TClaim>(IIncidentStore incidents, PumpOptions options, TimeProvider clock, ILogger log)
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<TClaim> _unfinished = [];
    private long? _began;

    protected PumpOptions Options => options;

    protected TimeProvider Clock => clock;

    /// <summary>
    /// Runs everything that is due now and gives how many rows that was; what becomes due meanwhile is for the next call.
    /// Safe to call at any time, from anywhere.
    /// </summary>
    public async Task<int> RunDue(CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_began is null)
            {
                await ReleaseHost(cancellationToken);
                _began = clock.GetTimestamp();
            }

            await GiveBackUnfinished(cancellationToken);
            return await RunPages(clock.GetUtcNow(), cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    protected abstract Task<IReadOnlyList<TClaim>> Claim(DateTimeOffset due, TimeSpan lease, CancellationToken cancellationToken);

    protected abstract Task ReleaseHost(CancellationToken cancellationToken);

    protected abstract Task<bool> CountAttempt(TClaim claim, CancellationToken cancellationToken);

    protected abstract Task Release(TClaim claim, DateTimeOffset notBefore, CancellationToken cancellationToken);

    protected abstract Task GiveBack(IReadOnlyList<TClaim> claims, CancellationToken cancellationToken);

    protected abstract int AttemptsOf(TClaim claim);

    /// <summary>Rows of one key run one after another.</summary>
    protected abstract string KeyOf(TClaim claim);

    /// <summary>What to park where the row cannot be run; null for a row that belongs to no instance, which is tried on and on.</summary>
    protected abstract string? ParkedBy(TClaim claim);

    protected abstract Task Run(TClaim claim, CancellationToken cancellationToken);

    private async Task GiveBackUnfinished(CancellationToken cancellationToken)
    {
        if (_unfinished.Count > 0)
        {
            await GiveBack(_unfinished, cancellationToken);
            _unfinished.Clear();
        }
    }

    private async Task<int> RunPages(DateTimeOffset due, CancellationToken cancellationToken)
    {
        // Rows that make each other due without end must not keep the other pumps from theirs.
        for (var total = 0; ;)
        {
            var page = await Claim(due, clock.GetUtcNow() - due + options.Lease, cancellationToken);
            if (page.Count == 0)
            {
                return total;
            }

            total += await RunPage(page, cancellationToken);
            await Task.Yield();
        }
    }

    private async Task<int> RunPage(IReadOnlyList<TClaim> page, CancellationToken cancellationToken)
    {
        var suspected = page.GroupBy(KeyOf, StringComparer.Ordinal).ToLookup(claims => claims.Any(claim => AttemptsOf(claim) > 0));
        var done = suspected[false].Sum(claims => claims.Count());
        try
        {
            await Parallel.ForEachAsync(
                suspected[false],
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
                async (claims, token) =>
                {
                    foreach (var claim in claims)
                    {
                        await RunOne(claim, token);
                    }
                });
            foreach (var claims in suspected[true].OrderBy(claims => claims.Max(AttemptsOf)))
            {
                done += await RunAlone([.. claims], cancellationToken);
            }

            return done;
        }
        catch
        {
            // The database cannot write, so the claims cannot be given back either: that is the next round's first work.
            // Else they would wait for their lease to end, and a few full disks would look like a row that ends its host.
            _unfinished.AddRange(page);
            if (cancellationToken.IsCancellationRequested)
            {
                // There is no next round: the host stops, as it was asked to, and no row is to blame for it.
                await GiveBackUnfinished(CancellationToken.None);
            }

            throw;
        }
    }

    /// <summary>The rows of one instance, of which some are suspected, while nothing else runs.</summary>
    private async Task<int> RunAlone(IReadOnlyList<TClaim> claims, CancellationToken cancellationToken)
    {
        for (var index = 0; index < claims.Count; index++)
        {
            var claim = claims[index];
            var attempts = AttemptsOf(claim);
            if (attempts >= options.Recoveries && ParkedBy(claim) is not null)
            {
                await Park(claim, $"It ended or failed {options.Recoveries} times. Correct its workflow, or restore what it needs, and let it run again.", cancellationToken);
            }
            else if (attempts > 1 && clock.GetElapsedTime(_began!.Value) is var up && up < options.Settling)
            {
                foreach (var later in claims.Skip(index))
                {
                    await Release(later, clock.GetUtcNow() + options.Settling - up, cancellationToken);
                }

                return index;
            }
            else if (attempts == 0 || await CountAttempt(claim, cancellationToken))
            {
                await RunOne(claim, cancellationToken);
            }
        }

        return claims.Count;
    }

    private async Task RunOne(TClaim claim, CancellationToken cancellationToken)
    {
        try
        {
            await Run(claim, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is StorageException or DbException { IsTransient: true })
        {
            // The database cannot write, or cannot be reached: nothing is wrong with this row.
            throw;
        }
        catch (Exception exception)
        {
            await Failed(claim, exception, cancellationToken);
        }
    }

    private async Task Failed(TClaim claim, Exception exception, CancellationToken cancellationToken)
    {
        // A suspect was counted before it ran.
        var attempts = AttemptsOf(claim) + 1;
        if (attempts == 1)
        {
            await CountAttempt(claim, cancellationToken);
        }

        LogFailed(log, exception, KeyOf(claim), attempts);
        if (attempts >= options.Recoveries)
        {
            await Park(claim, exception.Message, cancellationToken);
        }

        await Release(claim, clock.GetUtcNow() + Backoff(attempts), cancellationToken);
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
