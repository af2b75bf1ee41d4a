namespace CaseFlow.Host.Clock;

/// <summary>
/// The product's clock in development: the system's, moved forward by as much as somebody asked, so that a reminder can
/// be watched. Sign-in, cookies and data protection keep the system's own. It can also stand still, for seeding.
/// </summary>
public sealed class DevelopmentClock(TimeProvider system) : TimeProvider
{
    private readonly Lock _lock = new();
    private TimeSpan _ahead;
    private DateTimeOffset? _standing;

    /// <summary>How far it is ahead of the system's clock.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (_lock)
            {
                return _ahead;
            }
        }
    }

    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    public override long TimestampFrequency => system.TimestampFrequency;

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => system.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _standing ?? system.GetUtcNow() + _ahead;
        }
    }

    /// <summary>Goes on from the system's time plus this much.</summary>
    public void Run(TimeSpan ahead)
    {
        lock (_lock)
        {
            (_ahead, _standing) = (ahead, null);
        }
    }

    /// <summary>Stands still at an instant, which may be in the past, until it is moved or runs again.</summary>
    public void StandAt(DateTimeOffset instant)
    {
        lock (_lock)
        {
            _standing = instant;
        }
    }

    /// <summary>Moves to a later instant, running or standing as it was. One in the past changes nothing.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        lock (_lock)
        {
            if (_standing is { } standing)
            {
                _standing = instant > standing ? instant : standing;
                return;
            }

            var ahead = instant - system.GetUtcNow();
            _ahead = ahead > _ahead ? ahead : _ahead;
        }
    }
}
