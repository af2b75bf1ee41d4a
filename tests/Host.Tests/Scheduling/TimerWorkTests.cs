using CaseFlow.Host.Scheduling;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseFlow.Host.Tests.Scheduling;

public sealed class TimerWorkTests
{
    [Fact]
    public async Task Run_LastHostEndedWithClaims_FiresThemBeforeTheirLeaseHasEnded()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        await world.Run("delay");
        world.Clock.Advance(TimeSpan.FromHours(1));
        var timers = world.Get<ITimerStore>();
        Assert.Single(await timers.ClaimDue(world.Clock.GetUtcNow(), 10, new PumpOptions().Host, new PumpOptions().Lease));

        using var rounds = new WorkRounds([new TimerWork(world.Get<TimerPump>(), timers, world.Clock)], NullLogger<WorkRounds>.Instance);

        Assert.Equal(1, (await rounds.Run(Work.Timers, CancellationToken.None)).Timers);
        Assert.Equal(0, (await rounds.Run(Work.Timers, CancellationToken.None)).Timers);
    }
}
