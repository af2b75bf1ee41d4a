using CaseFlow.Cases.Calendars;
using static CaseFlow.Cases.Tests.Calendars.TestCalendars;

namespace CaseFlow.Cases.Tests.Calendars;

public sealed class BankHolidayTests
{
    public static TheoryData<int, string[]> Published => new()
    {
        { 2011, ["2011-01-03", "2011-04-22", "2011-04-25", "2011-04-29", "2011-05-02", "2011-05-30", "2011-08-29", "2011-12-26", "2011-12-27"] },
        { 2012, ["2012-01-02", "2012-04-06", "2012-04-09", "2012-05-07", "2012-06-04", "2012-06-05", "2012-08-27", "2012-12-25", "2012-12-26"] },
        { 2020, ["2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31", "2020-12-25", "2020-12-28"] },
        { 2022, ["2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19", "2022-12-26", "2022-12-27"] },
        { 2023, ["2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26"] },
        { 2026, ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"] },
        { 2027, ["2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"] },
        { 2028, ["2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"] },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void InYear_OfEngland_IsThePublishedList(int year, string[] dates) =>
        Assert.Equal(dates.Select(Day), BankHolidays.England.InYear(year).Select(day => day.Date));

    [Fact]
    public void Contains_OverrideThatMovesADay_FollowsTheOverride()
    {
        var holidays = new BankHolidays(
        [
            new BankHolidayOverride { Id = Guid.NewGuid(), Date = Day("2027-05-03"), Name = "Moved", IsHoliday = false },
            new BankHolidayOverride { Id = Guid.NewGuid(), Date = Day("2027-05-07"), Name = "Jubilee" },
        ]);

        Assert.False(holidays.Contains(Day("2027-05-03")));
        Assert.Equal("Jubilee", holidays.NameOf(Day("2027-05-07")));
    }

    [Fact]
    public void InYear_AnyYear_HasEightWeekdaysOrMore()
    {
        for (var year = 1982; year < 2100; year++)
        {
            var days = BankHolidays.England.InYear(year);
            Assert.True(days.Count >= 8, $"{year} has {days.Count}");
            Assert.DoesNotContain(days, day => day.Date.IsWeekend());
        }
    }
}
