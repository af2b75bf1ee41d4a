using CaseFlow.Cases.Calendars;
using static CaseFlow.Cases.Tests.Calendars.TestCalendars;

namespace CaseFlow.Cases.Tests.Calendars;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2026-12-01", "2026-12-01T23:59:59Z")]
    [InlineData("2026-06-01", "2026-06-01T22:59:59Z")]
    [InlineData("2026-10-25", "2026-10-25T23:59:59Z")]
    [InlineData("2027-03-28", "2027-03-28T22:59:59Z")]
    public void EndOf_EitherSideOfAClockChange_IsTheLastSecondInLondon(string day, string instant) =>
        Assert.Equal(Instant(instant), LondonTime.EndOf(Day(day)));

    [Theory]
    [InlineData("2027-03-28", 1, 30, "2027-03-28T01:30:00Z")] // skipped: an hour on
    [InlineData("2026-10-25", 1, 30, "2026-10-25T00:30:00Z")] // twice: the first
    public void At_TimeTheClocksSkipOrRepeat_IsOneInstant(string day, int hour, int minute, string instant) =>
        Assert.Equal(Instant(instant), LondonTime.At(Day(day), new TimeOnly(hour, minute)));

    [Fact]
    public void DateOf_LateOnASummerEvening_IsTheNextDayInLondon() =>
        Assert.Equal(Day("2026-06-02"), LondonTime.DateOf(Instant("2026-06-01T23:30:00Z")));

    [Theory]
    [InlineData("2026-07-31", 2025)]
    [InlineData("2026-08-01", 2026)]
    public void Of_AroundTheFirstOfAugust_Flips(string day, int year) => Assert.Equal(year, AcademicYear.Of(Day(day)));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
