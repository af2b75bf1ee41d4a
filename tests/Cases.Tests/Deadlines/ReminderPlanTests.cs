using System.Globalization;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Deadlines;
using static CaseFlow.Cases.Tests.Calendars.TestCalendars;

namespace CaseFlow.Cases.Tests.Deadlines;

public sealed class ReminderPlanTests
{
    [Fact]
    public void For_TwentySchoolDays_RemindsAtHalfTwoBeforeDueAndThriceAfter()
    {
        var plan = Plan("20 school days", "2026-11-02T10:00:00Z", Audience.Authority, escalations: 2);

        Assert.Equal("2026-11-30", plan.Deadline.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(
            ["half 2026-11-16 09:00", "T-2 2026-11-26 09:00", "due 2026-11-30 09:00", "+1 2026-12-01 09:00", "+2 2026-12-02 09:00", "+3 2026-12-03 09:00", "escalate-1 2026-12-04 09:00", "escalate-2 2026-12-07 09:00"],
            Shown(plan));
    }

    [Fact]
    public void For_OneWorkingDay_HasOnlyTheDueDayAndWhatFollows() => Assert.Equal(
        ["due 2026-11-17 09:00", "+1 2026-11-18 09:00", "+2 2026-11-19 09:00", "+3 2026-11-20 09:00"],
        Shown(Plan("1 working day", "2026-11-16T14:00:00Z", Audience.Partnership)));

    [Fact]
    public void For_FiveSchoolDays_HalfAndTwoBeforeAreOneReminder() => Assert.Equal(
        ["T-2 2026-11-19 09:00", "due 2026-11-23 09:00"],
        Shown(Plan("5 school days", "2026-11-16T14:00:00Z", Audience.School)).Take(2));

    [Fact]
    public void For_SchoolAndADueDateInTheHolidays_PullsForwardAndGoesOnAfterThem()
    {
        var plan = Plan("4 weeks", "2026-12-01T10:00:00Z", Audience.School);

        Assert.Equal(
            ["T-2 2026-12-15 09:00", "due 2026-12-18 09:00", "+1 2027-01-04 09:00", "+2 2027-01-05 09:00", "+3 2027-01-06 09:00"],
            Shown(plan));
        Assert.Equal("2026-12-29", plan.Deadline.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void For_AuthorityAndADueDateOnABankHoliday_RemindsOnTheWorkingDayBefore() => Assert.Contains(
        "due 2026-12-24 09:00", Shown(Plan("4 weeks", "2026-11-27T10:00:00Z", Audience.Authority)));

    [Fact]
    public void For_AcrossBothClockChanges_StaysAtNineInLondon()
    {
        Assert.All(Plan("10 weeks", "2026-09-21T10:00:00Z", Audience.Authority).Reminders, AtNine);
        Assert.All(Plan("10 weeks", "2027-02-22T10:00:00Z", Audience.Authority).Reminders, AtNine);

        static void AtNine(Reminder reminder) => Assert.Equal(new TimeOnly(9, 0), LondonTime.TimeOf(reminder.At));
    }

    [Fact]
    public void For_TaskGivenOnASaturday_FirstNoticeWaitsForTheSchoolDay()
    {
        Assert.Equal(Instant("2026-11-23T09:00:00Z"), Plan("5 school days", "2026-11-21T12:00:00Z", Audience.School).FirstNoticeAt);
        Assert.Equal(Instant("2026-11-20T12:00:00Z"), Plan("5 school days", "2026-11-20T12:00:00Z", Audience.School).FirstNoticeAt);
    }

    [Fact]
    public void For_AnyStartAndAudience_IsInOrderAfterTheStartAndOnItsReadersDays()
    {
        for (var day = Day("2026-09-01"); day < Day("2027-03-01"); day = day.AddDays(1))
        {
            foreach (var audience in Enum.GetValues<Audience>())
            {
                foreach (var length in new[] { "1 school day", "10 school days", "3 working days", "2 weeks", "1 month" })
                {
                    var start = LondonTime.At(day, new TimeOnly(15, 30));
                    var plan = Plan(length, start.ToString("O", CultureInfo.InvariantCulture), audience, escalations: 3);
                    var instants = plan.Reminders.Select(reminder => reminder.At).ToList();
                    Assert.Equal(instants.Order().Distinct(), instants);
                    Assert.Equal(plan.Reminders.Count, plan.Reminders.Select(reminder => reminder.Offset).Distinct(StringComparer.Ordinal).Count());
                    Assert.All(instants, at => Assert.True(at > start && Counts(audience, LondonTime.DateOf(at))));
                    Assert.Equal(3, plan.Reminders.Count(reminder => reminder.Kind == ReminderKind.Escalation));
                }
            }
        }
    }

    private static bool Counts(Audience audience, DateOnly day) =>
        audience == Audience.School ? Leicestershire.School.Counts(day) : Leicestershire.Working.Counts(day);

    private static ReminderPlan Plan(string length, string assigned, Audience audience, int escalations = 0)
    {
        var at = Instant(assigned);
        return ReminderPlan.For(new ReminderPlanOptions
        {
            AssignedAt = at,
            Deadline = Deadline.After(Duration.Parse(length), at, Leicestershire),
            Audience = audience,
            Calendars = Leicestershire,
            Escalations = escalations,
        });
    }

    private static IEnumerable<string> Shown(ReminderPlan plan) => plan.Reminders.Select(reminder =>
        $"{reminder.Offset} {LondonTime.DateOf(reminder.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {LondonTime.TimeOf(reminder.At).ToString("HH:mm", CultureInfo.InvariantCulture)}");

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
