using System.Globalization;
using CaseFlow.Engine.Time;
using NodaTime;

namespace CaseFlow.Engine.Tests.Time;

public sealed class CronTests
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static DateTimeZone Zone(string name) => DateTimeZoneProviders.Tzdb[name];

    [Theory]
    [InlineData("0 9 * * MON", "2026-11-21T12:00Z", "2026-11-23T09:00Z")]
    [InlineData("0 9 * * 1", "2026-06-01T07:59:59Z", "2026-06-01T08:00Z")]
    [InlineData("0 9 * * 1", "2026-06-01T08:00Z", "2026-06-08T08:00Z")]
    [InlineData("30 0 9 * * ?", "2026-01-10T00:00Z", "2026-01-10T09:00:30Z")]
    [InlineData("*/15 * * * *", "2026-01-10T10:07Z", "2026-01-10T10:15Z")]
    [InlineData("0 12 L * *", "2026-02-10T00:00Z", "2026-02-28T12:00Z")]
    [InlineData("0 12 LW * *", "2026-02-10T00:00Z", "2026-02-27T12:00Z")]
    [InlineData("0 12 15W * *", "2026-11-01T00:00Z", "2026-11-16T12:00Z")]
    [InlineData("0 12 * * FRIL", "2026-01-01T00:00Z", "2026-01-30T12:00Z")]
    [InlineData("0 12 * * MON#2", "2026-01-01T00:00Z", "2026-01-12T12:00Z")]
    [InlineData("0 0 13 * FRI", "2026-01-01T00:00Z", "2026-02-13T00:00Z")]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00Z", "2028-02-29T00:00Z")]
    [InlineData("0 22-2/2 * * *", "2026-01-01T22:30Z", "2026-01-02T00:00Z")]
    [InlineData("0 0 1 JAN,JUL *", "2026-02-01T00:00Z", "2026-06-30T23:00Z")]
    [InlineData("0 8 * * SUN", "2026-01-01T00:00Z", "2026-01-04T08:00Z")]
    [InlineData("0 8 * * 7", "2026-01-01T00:00Z", "2026-01-04T08:00Z")]
    public void Next_OfASchedule_IsTheFirstTimeAfter(string schedule, string after, string expected) =>
        Assert.Equal(At(expected), CronExpression.Parse(schedule, out _)!.Next(At(after), Zone("Europe/London")));

    [Fact]
    public void Next_InTheSpringGap_FiresOnceAtItsEnd()
    {
        var schedule = CronExpression.Parse("30 1 * * *", out _)!;

        var first = schedule.Next(At("2026-03-28T12:00Z"), Zone("Europe/London"));
        var second = schedule.Next(first!.Value, Zone("Europe/London"));

        Assert.Equal(At("2026-03-29T01:00Z"), first);
        Assert.Equal(At("2026-03-30T00:30Z"), second);
    }

    [Fact]
    public void Next_InTheAutumnOverlap_FiresAFixedTimeOnceAndHourlyOnesByElapsedTime()
    {
        var daily = CronExpression.Parse("30 1 * * *", out _)!;
        var hourly = CronExpression.Parse("30 * * * *", out _)!;

        Assert.Equal(At("2026-10-25T00:30Z"), daily.Next(At("2026-10-24T12:00Z"), Zone("Europe/London")));
        Assert.Equal(At("2026-10-26T01:30Z"), daily.Next(At("2026-10-25T00:30Z"), Zone("Europe/London")));
        Assert.Equal(At("2026-10-25T01:30Z"), hourly.Next(At("2026-10-25T00:30Z"), Zone("Europe/London")));
        Assert.Equal(At("2026-03-29T01:30Z"), hourly.Next(At("2026-03-29T00:30Z"), Zone("Europe/London")));
    }

    [Theory]
    [InlineData("BadCronExpression", "fields")]
    [InlineData("* * *", "fields")]
    [InlineData("61 * * * *", "minutes")]
    [InlineData("* 25 * * *", "hours")]
    [InlineData("* * 32 * *", "days")]
    [InlineData("* * * FOO *", "months")]
    [InlineData("* * * * MONDAY", "weekdays")]
    [InlineData("*/0 * * * *", "minutes")]
    [InlineData("1- * * * *", "minutes")]
    [InlineData("0 9 * * MON,", "weekdays")]
    [InlineData("0 9 * * MON-", "weekdays")]
    [InlineData("-1 * * * *", "minutes")]
    [InlineData("99999999999 * * * *", "minutes")]
    public void Parse_WhatIsNoSchedule_SaysWhichFieldIsWrong(string text, string field)
    {
        Assert.Null(CronExpression.Parse(text, out var problem));
        Assert.Contains(field, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_OfADayThatNeverComes_IsNull() =>
        Assert.Null(CronExpression.Parse("0 0 30 2 *", out _)!.Next(At("2026-01-01T00:00Z"), Zone("Europe/London")));
}
