using CaseFlow.Cases.Calendars;
using static CaseFlow.Cases.Tests.Calendars.TestCalendars;

namespace CaseFlow.Cases.Tests.Calendars;

public sealed class TermDatesTests
{
    private static readonly Guid School = Guid.NewGuid();

    private static readonly CalendarEntry[] Authority =
    [
        Entry("2026-08-24", "2026-10-16"), Entry("2026-10-26", "2026-12-18"), Entry("2027-01-04", "2027-02-12"),
        Entry("2026-11-20", "2026-11-20", CalendarEntryType.Inset),
    ];

    [Fact]
    public void Counts_SchoolWithoutEntries_FollowsTheAuthority()
    {
        var calendar = Calendar([], Authority);

        Assert.True(calendar.Counts(Day("2026-10-26")));
        Assert.False(calendar.Counts(Day("2026-10-19")));
        Assert.False(calendar.Counts(Day("2026-11-20")));
        Assert.Null(calendar.ProvisionalBecause(Day("2026-11-01"), Day("2026-12-01")));
    }

    [Fact]
    public void Counts_SchoolWithItsOwnTerms_IgnoresTheAuthoritysTermsAndInset()
    {
        var calendar = Calendar([Entry("2026-11-02", "2026-12-18", school: School)], Authority);

        Assert.False(calendar.Counts(Day("2026-10-26")));
        Assert.True(calendar.Counts(Day("2026-11-20")));
    }

    [Fact]
    public void Counts_SchoolWithItsOwnInsetOnly_KeepsTheAuthoritysTerms()
    {
        var calendar = Calendar([Entry("2026-11-27", "2026-11-27", CalendarEntryType.Inset, School)], Authority);

        Assert.False(calendar.Counts(Day("2026-11-27")));
        Assert.True(calendar.Counts(Day("2026-11-20")));
        Assert.Equal("INSET", calendar.ReasonClosed(Day("2026-11-27")));
    }

    [Fact]
    public void Counts_AuthorityClosureOverASchoolsOwnTerms_ClosesIt()
    {
        var calendar = Calendar(
            [Entry("2026-11-02", "2026-12-18", school: School)],
            [.. Authority, Entry("2026-12-02", "2026-12-02", CalendarEntryType.Closure)]);

        Assert.False(calendar.Counts(Day("2026-12-02")));
    }

    [Fact]
    public void ProvisionalBecause_SchoolThatPublishesItsOwnDatesHasNone_SaysTheAuthoritysWereUsed()
    {
        var calendar = Calendar([], Authority, ownTermDates: true);

        Assert.True(calendar.Counts(Day("2026-10-26")));
        Assert.Contains("authority’s were used", calendar.ProvisionalBecause(Day("2026-10-26"), Day("2026-10-27")), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_YearWithoutAnyDates_CarriesTheNearestYearOverAndSaysSo()
    {
        var calendar = Calendar([], Authority);

        Assert.True(calendar.Counts(Day("2027-08-23")));
        Assert.False(calendar.Counts(Day("2027-10-18")));
        Assert.Contains("2027/28 are missing", calendar.ProvisionalBecause(Day("2027-08-23"), Day("2027-08-24")), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_NoDatesAtAll_SaysWhatToImport()
    {
        var missing = Assert.Throws<CalendarMissingException>(() => Calendar([], []).Counts(Day("2026-11-02")));

        Assert.Contains("Import the authority’s term dates", missing.Message, StringComparison.Ordinal);
        Assert.Contains("2026/27", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProvisionalBecause_ListedAsProvisional_SaysSo()
    {
        var calendar = Calendar([], [Entry("2026-08-24", "2026-10-16", status: CalendarEntryStatus.Provisional)]);

        Assert.Contains("not confirmed", calendar.ProvisionalBecause(Day("2026-09-01"), Day("2026-09-02")), StringComparison.Ordinal);
    }

    private static SchoolCalendar Calendar(CalendarEntry[] own, CalendarEntry[] authority, bool ownTermDates = false) =>
        new(new TermDates(own, authority, ownTermDates).Year, BankHolidays.England);
}
