using System.Globalization;

namespace CaseFlow.Cases.Calendars;

/// <summary>An academic year is named by the calendar year it begins in and flips on 1 August.</summary>
public static class AcademicYear
{
    public static int Of(DateOnly date) => date.Month >= 8 ? date.Year : date.Year - 1;

    public static DateOnly FirstDay(int year) => new(year, 8, 1);

    public static DateOnly LastDay(int year) => new(year + 1, 7, 31);

    /// <summary>"2026/27".</summary>
    public static string Name(int year) => string.Create(CultureInfo.InvariantCulture, $"{year}/{(year + 1) % 100:00}");

    /// <summary>"26": the year as it stands in a case reference.</summary>
    public static string Short(int year) => (year % 100).ToString("00", CultureInfo.InvariantCulture);
}
