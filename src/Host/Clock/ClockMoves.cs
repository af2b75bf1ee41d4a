using System.Globalization;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Scheduling;
using CaseFlow.Persistence.Service;

namespace CaseFlow.Host.Clock;

/// <summary>Moves the development clock forward, keeps where it is over a restart, and does what has become due.</summary>
public sealed class ClockMoves(DevelopmentClock clock, TimeWalk walk, AlarmClock alarm, Settings settings, ICaseDataFactory cases) : IDisposable
{
    private const string Setting = "development-clock-ahead";

    private static readonly TimeOnly Morning = new(9, 0);

    private readonly SemaphoreSlim _oneMove = new(1);

    /// <summary>Goes on from where the clock was when the last host stopped.</summary>
    public async Task Resume(CancellationToken cancellationToken)
    {
        if (long.TryParse(await settings.Find(Setting, cancellationToken), NumberStyles.Integer, CultureInfo.InvariantCulture, out var milliseconds))
        {
            clock.Run(TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    public DateTimeOffset Now => clock.GetUtcNow();

    public TimeSpan Ahead => clock.Ahead;

    /// <summary>Where a button leads to, or null where there is no such button.</summary>
    public DateTimeOffset? Target(string? move) => move switch
    {
        "hour" => Now.AddHours(1),
        "day" => Now.AddDays(1),
        "week" => Now.AddDays(7),
        "school-day" => NextSchoolDay(),
        _ => null,
    };

    public static DateTimeOffset MorningOf(DateOnly date) => LondonTime.At(date, Morning);

    public async Task<WorkDone> Forward(DateTimeOffset target, AuditActor by, CancellationToken cancellationToken)
    {
        await _oneMove.WaitAsync(cancellationToken);
        try
        {
            // Kept first: after a crash on the way the clock is where it was going, never behind what has been done.
            var moved = new AuditEntry(Now, AuditActions.ClockMoved, new("clock", ""), by) { Facts = [new("to", target.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))] };
            await Keep(target - Now + clock.Ahead, cancellationToken, moved);
            var done = await walk.To(target, cancellationToken);
            await alarm.LookAgain(cancellationToken);
            return done;
        }
        finally
        {
            _oneMove.Release();
        }
    }

    public Task Keep(TimeSpan ahead, CancellationToken cancellationToken, AuditEntry? audit = null) =>
        settings.Set(Setting, ((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), audit, cancellationToken);

    public void Dispose() => _oneMove.Dispose();

    private DateTimeOffset? NextSchoolDay()
    {
        try
        {
            using var data = cases.Open();
            return MorningOf(CalendarSet.Load(data, schoolId: null).School.After(LondonTime.DateOf(Now), 1));
        }
        catch (CalendarMissingException)
        {
            return null;
        }
    }
}
