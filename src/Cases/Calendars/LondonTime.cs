using NodaTime;

namespace CaseFlow.Cases.Calendars;

/// <summary>Between instants and days as they are lived in England, across both clock changes.</summary>
public static class LondonTime
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>The day it is in London at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(Zone).Date.ToDateOnly();

    /// <summary>The time of day in London at an instant.</summary>
    public static TimeOnly TimeOf(DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(Zone).TimeOfDay.ToTimeOnly();

    /// <summary>
    /// The instant of a time of day in London, in UTC. A time the spring change skips moves on by the hour skipped; of a
    /// time the autumn change repeats, the first is meant.
    /// </summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) =>
        date.ToLocalDate().At(time.ToLocalTime()).InZoneLeniently(Zone).ToInstant().ToDateTimeOffset();

    /// <summary>23:59:59, when a deadline passes.</summary>
    public static DateTimeOffset EndOf(DateOnly date) => At(date, new TimeOnly(23, 59, 59));

    private static LocalDate ToLocalDate(this DateOnly date) => new(date.Year, date.Month, date.Day);

    private static LocalTime ToLocalTime(this TimeOnly time) => new(time.Hour, time.Minute, time.Second);
}
