using System.Globalization;

namespace CaseFlow.Cases.Calendars;

/// <summary>Dates in words, the same on every machine.</summary>
public static class EnglishDates
{
    /// <summary>"Mon 14 Dec".</summary>
    public static string Short(DateOnly date) => date.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>"14 Dec".</summary>
    public static string Brief(DateOnly date) => date.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>"Mon 14 Dec 2026".</summary>
    public static string WithYear(DateOnly date) => date.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"14 December 2026".</summary>
    public static string Long(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"2:05pm on 14 December 2026", London time.</summary>
    public static string Moment(DateTimeOffset instant)
    {
        var time = LondonTime.TimeOf(instant);
        var clock = time.ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();
        return $"{clock} on {Long(LondonTime.DateOf(instant))}";
    }
}
