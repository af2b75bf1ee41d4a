using NodaTime;

namespace CaseFlow.Engine.Time;

/// <summary>
/// A cron schedule of 5 fields (minute hour day month weekday) or 6 (seconds first), in a time zone. Lists, ranges, steps,
/// names, L, nL, nW, LW and n#k; a day and a weekday that are both given must both match. Around a change of the clock
/// a fixed time fires exactly once (in a gap at its end, in an overlap the first time); schedules of every hour go on by
/// elapsed time. Immutable, thread-safe.
/// </summary>
public sealed class CronExpression
{
    private const int YearsAhead = 60;
    private readonly CronField _seconds;
    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronDays _days;

    private CronExpression(string text, CronField seconds, CronField minutes, CronField hours, CronDays days) =>
        (Text, _seconds, _minutes, _hours, _days) = (text, seconds, minutes, hours, days);

    public string Text { get; }

    /// <summary>The schedule, or null with what is wrong in plain English.</summary>
    public static CronExpression? Parse(string text, out string? problem)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length is not (5 or 6))
        {
            problem = $"A schedule has 5 fields (minute, hour, day, month, weekday) or 6 with seconds first; this has {fields.Length}.";
            return null;
        }

        var first = fields.Length - 5;
        CronField? minutes = null, hours = null;
        CronDays? days = null;
        problem = null;
        var seconds = first == 0 ? CronField.Only(0) : CronField.Parse("seconds", fields[0], 0, 59, [], out problem);
        minutes = problem is null ? CronField.Parse("minutes", fields[first], 0, 59, [], out problem) : null;
        hours = problem is null ? CronField.Parse("hours", fields[first + 1], 0, 23, [], out problem) : null;
        days = problem is null ? CronDays.Parse(fields[first + 2], fields[first + 3], fields[first + 4], out problem) : null;
        return problem is null ? new CronExpression(text, seconds!, minutes!, hours!, days!) : null;
    }

    /// <summary>The first instant after the given one, or null where none comes within 60 years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, DateTimeZone zone)
    {
        var last = Instant.FromDateTimeOffset(after);
        var interval = zone.GetZoneInterval(last);
        var from = last.WithOffset(interval.WallOffset).LocalDateTime.PlusSeconds(1).With(TimeAdjusters.TruncateToSecond);
        var limit = from.Year + YearsAhead;
        while (true)
        {
            var end = interval.HasEnd ? interval.End.WithOffset(interval.WallOffset).LocalDateTime : (LocalDateTime?)null;
            if (NextIn(from, end, interval, zone, limit) is { } found)
            {
                return found;
            }

            if (end is null || end.Value.Year > limit)
            {
                return null;
            }

            var next = zone.GetZoneInterval(interval.End);
            var resumed = interval.End.WithOffset(next.WallOffset).LocalDateTime;
            if (!_hours.IsEvery && resumed > end.Value && NextLocal(Max(from, end.Value), limit) is { } skipped && skipped < resumed)
            {
                return interval.End.ToDateTimeOffset();
            }

            (from, interval) = (resumed, next);
        }
    }

    private DateTimeOffset? NextIn(LocalDateTime from, LocalDateTime? end, NodaTime.TimeZones.ZoneInterval interval, DateTimeZone zone, int limit)
    {
        while (NextLocal(from, limit) is { } local && (end is null || local < end.Value))
        {
            if (_hours.IsEvery || zone.MapLocal(local) is not { Count: 2 } twice || twice.EarlyInterval == interval)
            {
                return new OffsetDateTime(local, interval.WallOffset).ToDateTimeOffset().ToUniversalTime();
            }

            from = local.PlusSeconds(1);
        }

        return null;
    }

    private static LocalDateTime Max(LocalDateTime left, LocalDateTime right) => left > right ? left : right;

    /// <summary>The first matching local time at or after the given one, disregarding the zone.</summary>
    private LocalDateTime? NextLocal(LocalDateTime from, int limit)
    {
        var date = from.Date;
        var time = TimeOfDay(from.TimeOfDay);
        while (true)
        {
            if (_days.Next(date, limit) is not { } day)
            {
                return null;
            }

            if (day != date)
            {
                (date, time) = (day, TimeOfDay(LocalTime.Midnight));
            }

            if (time is { } found)
            {
                return date + found;
            }

            date = date.PlusDays(1);
            time = TimeOfDay(LocalTime.Midnight);
        }
    }

    private LocalTime? TimeOfDay(LocalTime from)
    {
        for (var hour = _hours.Next(from.Hour); hour >= 0; hour = _hours.Next(hour + 1))
        {
            var startMinute = hour == from.Hour ? from.Minute : 0;
            for (var minute = _minutes.Next(startMinute); minute >= 0; minute = _minutes.Next(minute + 1))
            {
                var startSecond = hour == from.Hour && minute == from.Minute ? from.Second : 0;
                var second = _seconds.Next(startSecond);
                if (second >= 0)
                {
                    return new LocalTime(hour, minute, second);
                }
            }
        }

        return null;
    }
}
