using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Host.Scheduling;

/// <summary>Answers the bell: does what a commit left, straight after it, and has the alarm set for what is due later.</summary>
public sealed partial class WorkService(WorkBell bell, WorkRounds rounds, AlarmClock alarm, StorageHealth storage, TimeProvider clock, ILogger<WorkService> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private volatile bool _leftUndone;
    private Task _settingAlarm = Task.CompletedTask;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(AnswerBell(stoppingToken), RingAfterTrouble(stoppingToken));

    private async Task AnswerBell(CancellationToken stoppingToken)
    {
        // What was left when the last host stopped.
        bell.Ring(Work.All);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var work = await bell.Next(stoppingToken);
                var done = await rounds.Run(work, stoppingToken);

                // Quartz may be long about it where its disk is full; it must not keep us from the work.
                _leftUndone = done.Failed || !_settingAlarm.IsCompleted;
                if (_settingAlarm.IsCompleted)
                {
                    _settingAlarm = SetAlarm(done.Next, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
                _leftUndone = true;
            }
        }
    }

    private async Task SetAlarm(DateTimeOffset? next, CancellationToken stoppingToken)
    {
        try
        {
            await alarm.SetFor(next, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            _leftUndone = true;
        }
    }

    /// <summary>
    /// While the database cannot write, and once after it could not: goes on with what could not be done. Quartz does not
    /// serve for this, for its file is on the same disk, and an alarm that it cannot record does not ring.
    /// </summary>
    private async Task RingAfterTrouble(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(Again, clock);
        var seen = 0;
        try
        {
            while (await pause.WaitForNextTickAsync(stoppingToken))
            {
                var failures = storage.Failures;
                if (_leftUndone || storage.Problem is not null || failures != seen)
                {
                    bell.Ring(Work.All);
                }

                seen = failures;
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of work failed; another begins in a few seconds.")]
    private partial void LogFailed(Exception exception);
}
