using CaseFlow.Host.Clock;
using CaseFlow.TestKit.Time;

namespace CaseFlow.Host.Tests.Scheduling;

public sealed class DevelopmentClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void MoveTo_WhileRunning_GoesOnFromThereAndNeverBack()
    {
        var system = new HandSetClock(Start);
        var clock = new DevelopmentClock(system);

        clock.MoveTo(Start.AddDays(7));
        Assert.Equal(Start.AddDays(7), clock.GetUtcNow());

        system.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Start.AddDays(7).AddMinutes(1), clock.GetUtcNow());

        clock.MoveTo(Start);
        Assert.Equal(Start.AddDays(7).AddMinutes(1), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(7), clock.Ahead);
    }

    [Fact]
    public void StandAt_InThePast_StandsUntilItRunsAgain()
    {
        var system = new HandSetClock(Start);
        var clock = new DevelopmentClock(system);

        clock.StandAt(Start.AddDays(-70));
        system.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Start.AddDays(-70), clock.GetUtcNow());

        clock.MoveTo(Start.AddDays(-60));
        Assert.Equal(Start.AddDays(-60), clock.GetUtcNow());

        clock.Run(TimeSpan.Zero);
        Assert.Equal(Start.AddMinutes(1), clock.GetUtcNow());
    }
}
