using System.Diagnostics;
using System.Globalization;
using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Resilience.Timers;

/// <summary>R10: a step that always fails, or ends its host, is parked while others go on. <see cref="HostKillerTests"/> has hosts that really die.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class PoisonTests
{
    [Fact]
    public async Task RunDue_RowThatKeepsEndingItsHost_IsParkedAloneAndCanBeLetGoAgain()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var killer = await world.Run("delay");
        var innocent = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.Run("delay")));
        world.Clock.Advance(TimeSpan.FromHours(1));

        // Three hosts died in the middle of this one's burst: it was claimed alone and never finished.
        await world.Sql(string.Create(CultureInfo.InvariantCulture, $"UPDATE timer SET attempts = 3, claimed_by = 'host' WHERE owner_id = '{killer}'"));
        await world.RunDue();

        foreach (var instance in innocent)
        {
            Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
        }

        var incidents = world.Get<IIncidentStore>();
        Assert.Equal(killer, Assert.Single(await incidents.Parked()).InstanceId);
        Assert.Equal(1, (await world.Instances.Find(killer))!.Revision);
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(killer))!.Status);
        Assert.IsType<InstanceParked>(await world.Runner.Resume(new ResumeOptions(killer, new CancelInstance("x"))));

        await incidents.Unpark(new ParkedRelease(killer, world.Clock.GetUtcNow(), null));
        await world.RunDue();
        Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(killer))!.Status);
        Summary.Line("R10 poison: a row that ends its host is parked after 3 recoveries, alone; 5 of 5 others finished; let go again it ends");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_StepsThatFailNeverEndOrWantAllMemory_BecomeIncidentsWhileOthersGoOn(DatabaseKind kind)
    {
        (string Name, string Script)[] poisons = [("fails", "const nothing = null; nothing.more"), ("never-ends", "while (true) {}"), ("wants-memory", "let s = 'x'; while (true) s += s;")];
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("healthy").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var sick = new List<string>();
        foreach (var (name, script) in poisons)
        {
            await world.Publish(new FlowBuilder(name).Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")).Then("bad", "Elsa.RunJavaScript", "Done", ("script", new FlowBuilder.Script(script))));
            sick.Add(await world.Run(name));
        }

        var healthy = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => world.Run("healthy")));
        world.Clock.Advance(TimeSpan.FromHours(1));

        await world.RunDue();

        foreach (var instance in sick)
        {
            var incident = Assert.Single(await world.Get<IncidentService>().Open(new IncidentQuery { InstanceId = instance }));
            Assert.Equal(("expression", "bad"), (incident.Cause, incident.ActivityId));
            Assert.Equal(WorkflowStatus.Running, (await world.Instances.Find(instance))!.Status);
        }

        foreach (var instance in healthy)
        {
            Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(instance))!.Status);
        }

        Assert.Empty(await world.Get<IIncidentStore>().Parked());
        await world.NothingIsBroken();
        Summary.Line($"R10 poison ({kind}): {sick.Count} of {sick.Count} steps that fail, never end or want all memory became incidents; {healthy.Length} of {healthy.Length} others finished in the same round");
    }

    [Fact]
    public async Task RunDue_PoisonAmongMany_AllOthersFinishAndTheirPaceIsPrinted()
    {
        var others = FullRun.Count(2_000, 30_000);
        var alone = await Drain(others, poisons: 0);
        var beside = await Drain(others, poisons: 3);
        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R10 poison: {others:N0} others drained at {others / alone.TotalSeconds:N0}/s alone and at {others / beside.TotalSeconds:N0}/s with 3 steps among them that use up their whole budget: {(beside - alone).TotalMilliseconds:0} ms in all for their three bursts (target: at most 5% less; only a difference larger than the noise of this machine tells)"));
    }

    private static async Task<TimeSpan> Drain(int others, int poisons)
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("healthy").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        await world.Publish(new FlowBuilder("endless").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")).Then("bad", "Elsa.RunJavaScript", "Done", ("script", new FlowBuilder.Script("while (true) {}"))));
        foreach (var definition in Enumerable.Repeat("endless", poisons))
        {
            await world.Run(definition);
        }

        await Task.WhenAll(Enumerable.Range(0, others).Select(_ => world.Run("healthy")));
        world.Clock.Advance(TimeSpan.FromHours(1));
        var watch = Stopwatch.StartNew();
        await world.RunDue();
        var took = watch.Elapsed;

        Assert.Equal(others, await world.Count("SELECT COUNT(*) FROM instance WHERE status = 'Finished' AND revision = 2"));
        Assert.Equal(poisons, await world.Count("SELECT COUNT(*) FROM incident WHERE closed_at IS NULL"));
        await world.NothingIsBroken();
        return took;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunDue_StepThatCannotBeCommitted_IsTriedWithBackoffThenParkedWhileOthersGoOn(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        await world.Publish(new FlowBuilder("poison").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")).Then("jump", "CaseFlow.SetStage", "Done", ("stage", "PmFull")));
        await world.Publish(new FlowBuilder("healthy").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var poison = await world.Run("poison", await world.Case());
        var healthy = await world.Run("healthy");
        world.Clock.Advance(TimeSpan.FromHours(1));
        var incidents = world.Get<IIncidentStore>();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Empty(await incidents.Parked());
            await world.RunDue();
            Assert.Equal(0, await world.Get<TimerPump>().RunDue());
            Assert.Equal(WorkflowStatus.Finished, (await world.Instances.Find(healthy))!.Status);
            world.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var parked = Assert.Single(await incidents.Parked());
        Assert.Equal(poison, parked.InstanceId);
        Assert.EndsWith("retry.", parked.Reason, StringComparison.Ordinal);
        Assert.Equal(1, (await world.Instances.Find(poison))!.Revision);
        Assert.Single(await world.Instances.PendingTimers(poison));
        await world.NothingIsBroken();
        Summary.Line($"R10 poison ({kind}): a step that cannot be committed is tried 3 times with backoff, then parked; the other instance finished at once");
    }
}
