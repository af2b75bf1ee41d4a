using System.Globalization;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Time;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Definitions;
using NodaTime;

namespace CaseFlow.Resilience.Timers;

/// <summary>R7: whatever the clock does, by hand or by law, a timer fires once and never early.</summary>
public sealed class ClockTests
{
    private const int Steps = 150;
    private static readonly string[] Zones = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Africa/Casablanca", "Etc/UTC"];
    private static readonly string[] Schedules = ["0 3 * * *", "30 1 * * *", "*/20 * * * *", "15 0,1,2,3 * * *", "59 59 23 * * *"];

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_ClockMovesBackAndForth_NeverEarlyNeverTwice(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "02:00:00")));
        var instance = await world.Run("delay");

        foreach (var (jump, running) in new[] { (-2.0, true), (3.9, true), (-30.0, true), (30.0, true), (0.1, false), (-5.0, false), (1000.0, false) })
        {
            world.Clock.Advance(TimeSpan.FromHours(jump));
            await world.RunDue();
            Assert.Equal(running, (await world.Instances.Find(instance))!.Status == WorkflowStatus.Running);
        }

        Assert.Equal(2, (await world.Instances.Find(instance))!.Revision);
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task RunDue_ThirtyDaysForwardAndTwoHoursBack_CoalescesAndNeverFiresEarlyOrTwice()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await Daily(world, "30 1 * * *");
        Assert.Equal(At("2026-11-24T01:30Z"), await Due(world));

        world.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await Started(world));
        Assert.Equal(At("2026-12-24T01:30Z"), await Due(world));

        foreach (var jump in new[] { -2.0, 2.0, -0.001, 0.001, -720.0, 720.0 })
        {
            world.Clock.Advance(TimeSpan.FromHours(jump));
            Assert.Equal(1, await Started(world));
        }

        world.Clock.Set(At("2026-12-24T01:30Z").AddMilliseconds(-1));
        Assert.Equal(1, await Started(world));
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, await Started(world));

        // Set back to before it fired: the same time comes again, and nothing with it.
        world.Clock.Advance(TimeSpan.FromHours(-2));
        Assert.Equal(2, await Started(world));
        world.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, await Started(world));
        Assert.Equal(At("2026-12-25T01:30Z"), await Due(world));
        await world.NothingIsBroken();
    }

    [Theory]
    [InlineData("30 1 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z", "2026-03-31T00:30Z")]
    [InlineData("30 * * * *", "2026-03-29T00:00Z", "2026-03-29T00:30Z", "2026-03-29T01:30Z", "2026-03-29T02:30Z")]
    [InlineData("0 9 * * *", "2026-03-28T08:00Z", "2026-03-28T09:00Z", "2026-03-29T08:00Z", "2026-03-30T08:00Z")]
    [InlineData("30 1 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z", "2026-10-27T01:30Z")]
    [InlineData("30 * * * *", "2026-10-25T00:00Z", "2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-10-25T02:30Z")]
    [InlineData("0 9 * * *", "2026-10-24T07:00Z", "2026-10-24T08:00Z", "2026-10-25T09:00Z", "2026-10-26T09:00Z")]
    [InlineData("0 0 29 2 *", "2027-02-20T00:00Z", "2028-02-29T00:00Z", "2032-02-29T00:00Z", "2036-02-29T00:00Z")]
    [InlineData("0 12 L 2 *", "2027-03-01T00:00Z", "2028-02-29T12:00Z", "2029-02-28T12:00Z", "2030-02-28T12:00Z")]
    public async Task RunDue_ScheduleAcrossAChangeOfTheClocksOrALeapDay_FiresAtTheseInstantsOnly(string schedule, string from, params string[] expected)
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        world.Clock.Set(At(from));
        await Daily(world, schedule);

        for (var time = 0; time < expected.Length; time++)
        {
            var due = At(expected[time]);
            Assert.Equal(due, await Due(world));
            world.Clock.Set(due.AddMilliseconds(-1));
            Assert.Equal(time, await Started(world));
            world.Clock.Set(due);
            Assert.Equal(time + 1, await Started(world));
        }

        await world.NothingIsBroken();
    }

    [Theory]
    [InlineData("2026-03-28T12:00Z")]
    [InlineData("2026-10-24T12:00Z")]
    [InlineData("2028-02-28T12:00Z")]
    public async Task RunDue_DelayOfADayAcrossAChangeOfTheClocks_IsTwentyFourHours(string from)
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        world.Clock.Set(At(from));
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "1.00:00:00")));
        var instance = await world.Run("delay");

        world.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(instance))!.Status);
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
    }

    [Fact]
    public void NextAfter_WalkedInSevenZones_IsStrictlyIncreasingAndMissesNothing()
    {
        var walked = 0;
        foreach (var zone in Zones)
        {
            foreach (var start in new[] { "2026-02-20T00:00Z", "2026-09-20T00:00Z", "2028-02-20T00:00Z" })
            {
                foreach (var schedule in Schedules)
                {
                    walked += Walk(new Trigger("t", "Elsa.Cron", schedule, zone), At(start), TimeSpan.FromHours(26));
                }

                walked += Walk(new Trigger("t", "Elsa.Timer", "03:30:00"), At(start), TimeSpan.FromHours(3.5));
            }
        }

        Summary.Line($"R7 clock and DST: {walked:N0} steps in {Zones.Length} zones strictly increasing; gap of 29 March 2026, overlap of 25 October 2026, 29 February 2028 and jumps of +30 days and -2 hours: never early, never twice");
    }

    [Fact]
    public void Next_WalkedOneMinuteAtATime_GivesTheSameInstantsAsOneLongWalk()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        var schedule = CronExpression.Parse("*/20 * * * *", out _)!;
        foreach (var change in new[] { "2026-03-29T00:00Z", "2026-10-25T00:00Z" })
        {
            for (var minute = 0; minute < 180; minute++)
            {
                var now = At(change).AddMinutes(minute);
                var next = schedule.Next(now, zone)!.Value;
                Assert.True(next > now && next - now <= TimeSpan.FromMinutes(20), $"After {now:O} came {next:O}.");
            }
        }
    }

    private static int Walk(Trigger trigger, DateTimeOffset at, TimeSpan longest)
    {
        for (var step = 0; step < Steps; step++)
        {
            var next = trigger.NextAfter(at)!.Value;
            Assert.True(next > at, $"{trigger} after {at:O} gave {next:O}");
            Assert.True(next - at <= longest, $"{trigger} skipped from {at:O} to {next:O}");

            // Asked a moment before, it names the same instant: nothing lies between.
            Assert.True(trigger.Type != "Elsa.Cron" || trigger.NextAfter(next.AddMilliseconds(-1)) == next, $"{trigger}: {next:O} is not found from just before it.");
            at = next;
        }

        return Steps;
    }

    private static Task Daily(World world, string schedule) =>
        world.Publish(new FlowBuilder("scheduled").Trigger("at", "Elsa.Cron", ("cronExpression", schedule), ("timeZone", "Europe/London")).Then("end", "Elsa.Event", "Done", ("eventName", "end")));

    private static async Task<DateTimeOffset> Due(World world) => Assert.Single(await world.Instances.PendingTimers("scheduled")).Due;

    private static async Task<int> Started(World world)
    {
        await world.RunDue();
        return (await world.Instances.Waiting("Event", "end", null)).Count;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
