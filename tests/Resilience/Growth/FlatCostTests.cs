using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Flows;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Resilience.Growth;

/// <summary>R22: the three-thousandth round of a loop costs what the thirtieth does: in memory, in bytes and in rows.</summary>
public sealed class FlatCostTests
{
    private const int Early = 30;
    private const int Late = 3_000;
    private const int Sample = 25;
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Step_InMemory_AllocatesTheSameLateAsEarly()
    {
        var compiled = new Flow().Variable("N", "Int32", "0")
            .Add(Make.Line("head"), Make.Event("wait"), Make.Set("count", "N", "variables.N + 1"), Make.Decide("more", "variables.N < 100000"))
            .Connect("head -> wait -> count -> more, more:True -> head").Compile();
        Loop(compiled, 500);
        var (bytes, ticks) = Loop(compiled, Late + Sample);

        var (early, late) = (Median(bytes, Early), Median(bytes, Late));
        Assert.True(late <= 1.2 * early, $"Step {Late} allocates {late} bytes, step {Early} {early}.");
        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R22 loop in memory: step {Late:N0} over step {Early}: {(double)late / early:N2} in bytes allocated ({late:N0} over {early:N0}), {(double)Median(ticks, Late) / Median(ticks, Early):N2} in time"));
    }

    [Fact]
    public async Task Step_Durable_WritesTheSameLateAsEarly()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("loop").Variable("Round")
            .Then("wait", "Elsa.Event", "Done", ("eventName", "go"))
            .Then("count", "Elsa.SetVariable", "Done", ("variable", new JsonObject { ["id"] = "var-Round", ["name"] = "Round" }), ("value", new FlowBuilder.Script("(variables.Round || 0) + 1")))
            .Then("more", "Elsa.FlowDecision", "Done", ("condition", new FlowBuilder.Script("variables.Round < 100000")))
            .Connect("more", "True", "wait"));
        await Loop(world, 200);
        var (instance, rows, ticks) = await Loop(world, Late + Sample);

        var journal = await world.Instances.Journal(instance);
        var written = journal.Select(row => (long)row.Entry.Length).ToList();
        var state = (await world.Instances.Load(instance))!.State.Length;
        Assert.Single(rows.Distinct());
        Assert.InRange(Median(written, Late), 1, (long)(1.2 * Median(written, Early)));
        Assert.InRange(state, 1, 1_024);
        await world.NothingIsBroken();
        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R22 loop on disk: step {Late:N0} as step {Early}: {rows[0]} rows written each, journal {Median(written, Late)} bytes over {Median(written, Early)}, state {state} bytes; in time {(double)Median(ticks, Late) / Median(ticks, Early):N2}"));
    }

    [Fact]
    public async Task Lists_StatesUnreadable_AnswerAllTheSame()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("ask").Ask("decide", ["Yes"]));
        var file = await world.Case();
        var instance = await world.Run("ask", file);

        await world.Sql("UPDATE instance SET state = x'00'");

        Assert.Single((await world.Tasks.List(ann, new InboxOptions())).Tasks);
        Assert.Single(await world.Tasks.ForCase(file.Id));
        Assert.Single(await world.Instances.ForCase(file.Id));
        Assert.NotNull(await world.Instances.Find(instance));

        // A host that has to read the state finds that it cannot: the lists never tried.
        var other = world.SecondHost("other");
        await Assert.ThrowsAnyAsync<Exception>(() => other.Runner.Resume(new ResumeOptions(instance, new CancelInstance("x"))));
        await other.StopHost();
    }

    private static (List<long> Bytes, List<long> Ticks) Loop(CompiledDefinition compiled, int rounds)
    {
        var state = WorkflowEngine.Run(compiled, InstanceState.New("i", compiled.DefinitionVersionId), new Start(Value.EmptyMap), Now).State.ToBytes();
        var (bytes, ticks) = (new List<long>(), new List<long>());
        for (var round = 0; round < rounds; round++)
        {
            var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            var loaded = InstanceState.FromBytes(state);
            var result = WorkflowEngine.Run(compiled, loaded, new ResumeWait(loaded.Waits[0].WaitId, Value.Undefined), Now);
            result.Journal.ToBytes();
            state = result.State.ToBytes();
            ticks.Add(Stopwatch.GetTimestamp() - started);
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (bytes, ticks);
    }

    private static async Task<(string Instance, List<long> Rows, List<long> Ticks)> Loop(World world, int rounds)
    {
        var instance = await world.Run("loop");
        var (rows, ticks) = (new List<long>(), new List<long>());
        for (var round = 0; round < rounds; round++)
        {
            var state = InstanceState.FromBytes((await world.Instances.Load(instance))!.State);
            var (before, started) = (await RowsWritten(world), Stopwatch.GetTimestamp());
            Assert.IsType<Ran>(await world.Runner.Resume(new ResumeOptions(instance, new ResumeWait(state.Waits[0].WaitId, Value.Undefined))));
            ticks.Add(Stopwatch.GetTimestamp() - started);
            rows.Add(await RowsWritten(world) - before);
        }

        return (instance, rows, ticks);
    }

    /// <summary>By the one connection that writes, since it was opened.</summary>
    private static Task<long> RowsWritten(World world) => world.Count("SELECT total_changes()");

    private static long Median(List<long> values, int around) => values.Skip(around - 1).Take(Sample).Order().ElementAt(Sample / 2);
}
