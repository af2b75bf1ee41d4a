using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Deadlines;
using static CaseFlow.Cases.Tests.Calendars.TestCalendars;

namespace CaseFlow.Cases.Tests.Deadlines;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("15 school days", "2026-12-14", "15 school days after Mon 14 Dec: skips 19 Dec–3 Jan; due Mon 18 Jan")]
    [InlineData("5 school days", "2026-11-16", "5 school days after Mon 16 Nov: due Mon 23 Nov")]
    [InlineData("5 school days", "2026-08-27", "5 school days after Thu 27 Aug: skips 31 Aug (bank holiday); due Fri 4 Sep")]
    [InlineData("1 working day", "2026-12-24", "1 working day after Thu 24 Dec: skips 25 Dec–28 Dec; due Tue 29 Dec")]
    [InlineData("6 weeks", "2026-11-23", "6 weeks after Mon 23 Nov: due Mon 4 Jan")]
    [InlineData("1 month", "2026-11-28", "1 month after Sat 28 Nov: Mon 28 Dec is no working day; due Tue 29 Dec")]
    [InlineData("12 months", "2026-11-18", "12 months after Wed 18 Nov: due Thu 18 Nov 2027")]
    public void After_Duration_ExplainsItself(string duration, string anchor, string explanation) =>
        Assert.Equal(explanation, Deadline.After(Duration.Parse(duration), Day(anchor), Leicestershire).Explanation);

    [Fact]
    public void Inclusive_DaySix_CountsTheFirstDay()
    {
        var deadline = Deadline.Inclusive(new Duration(6, TimeUnit.SchoolDay), Day("2026-10-14"), Leicestershire);

        Assert.Equal("school day 6, counting Wed 14 Oct as the first: skips 17 Oct–25 Oct; due Wed 28 Oct", deadline.Explanation);
    }

    [Fact]
    public void Before_TwoSchoolDays_IsNoLaterThanTheSecondBefore() => Assert.Equal(
        "2 school days before Mon 7 Dec: due Thu 3 Dec",
        Deadline.Before(new Duration(2, TimeUnit.SchoolDay), Day("2026-12-07"), Leicestershire).Explanation);

    [Fact]
    public void DueAt_WinterAndSummer_IsTheLastSecondOfTheDayInLondon()
    {
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 23, 59, 59, TimeSpan.Zero), After("5 school days", "2026-11-16").DueAt);
        Assert.Equal(new DateTimeOffset(2027, 6, 14, 22, 59, 59, TimeSpan.Zero), After("5 school days", "2027-06-07").DueAt);
    }

    [Fact]
    public void After_HoursOverTheClockChange_CountsElapsedHours()
    {
        var moment = new DateTimeOffset(2026, 10, 24, 20, 0, 0, TimeSpan.Zero); // nine in the evening, summer time

        var deadline = Deadline.After(Duration.Parse("24 hours"), moment, Leicestershire);

        Assert.Equal(moment.AddHours(24), deadline.DueAt);
        Assert.Equal("24 hours after 9:00pm on 24 October 2026: due 8:00pm on 25 October 2026", deadline.Explanation);
    }

    [Fact]
    public void After_ProvisionalCalendar_SaysWhyTheDateMayMove()
    {
        var terms = new TermDates([], [Entry("2026-10-26", "2026-12-18", status: CalendarEntryStatus.Provisional)], ownTermDates: false);
        var calendars = new CalendarSet(new SchoolCalendar(terms.Year, BankHolidays.England), WorkingDays.England);

        var deadline = Deadline.After(Duration.Parse("5 school days"), Day("2026-11-16"), calendars);

        Assert.True(deadline.IsProvisional);
        Assert.EndsWith("due Mon 23 Nov; provisional: the term dates for 2026/27 are not confirmed", deadline.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void After_AnyDay_IsMonotonicAndOnASchoolDay()
    {
        var before = Day("2026-01-01");
        for (var anchor = Day("2026-01-05"); anchor < Day("2027-05-01"); anchor = anchor.AddDays(1))
        {
            var due = Deadline.After(new Duration(5, TimeUnit.SchoolDay), anchor, Leicestershire).DueOn;
            Assert.True(Leicestershire.School.Counts(due) && due > anchor && due >= before);
            Assert.Equal(5, Leicestershire.School.Between(anchor, due));
            before = due;
        }
    }

    private static Deadline After(string duration, string anchor) => Deadline.After(Duration.Parse(duration), Day(anchor), Leicestershire);
}
