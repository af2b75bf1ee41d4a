using CaseFlow.Workflows.Waking;

namespace CaseFlow.Host.Scheduling;

/// <summary>Answers the bell: does what a commit left, straight after it, and has the alarm set for what is due later.</summary>
public sealed partial class WorkService(WorkBell bell, WorkRounds rounds, AlarmClock alarm, ILogger<WorkService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What was left when the last host stopped.
        bell.Ring(Work.All);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var work = await bell.Next(stoppingToken);
                var done = await rounds.Run(work, stoppingToken);
                await alarm.SetFor(done.Next, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of work failed; the next sweep begins another.")]
    private partial void LogFailed(Exception exception);
}
