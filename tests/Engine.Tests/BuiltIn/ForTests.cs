using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit.Flows;

namespace CaseFlow.Engine.Tests.BuiltIn;

public sealed class ForTests
{
    // A state as it was written when the bounds were read each round: the instance "i" of Counting waits in its first round.
    private const string BeforeBoundsWereKept =
        "AQJpDmZsb3ctdjEBAQEMAAAHAAAICEZyb20DAAIEVG8DAAYEQnkDAAIOV2l0aEVuZAIBCAACABJXb3JrZmxvdzEaRWxzYS5Xb3JrZmxvdwAAAAAEAghsb29wEEVsc2EuRm9yAgADAAIQBgQIYm9keRpFbHNhLlNlcXVlbmNlBAAA/v///w8DAAIACggCZRRFbHNhLkV2ZW50BgAAAgwKCkV2ZW50AmUAAAACAghsb29wGEN1cnJlbnRWYWx1ZQMAAgA=";

    private static readonly DateTimeOffset Now = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Counts from one variable to another by a third; each round says its number and waits, then does the last step.</summary>
    private static CompiledDefinition Counting(JsonObject last)
    {
        var body = Make.Sequence("body", Make.Say("say", "getVariable('CurrentValue')"), Make.Event("e"), last);
        return new Flow().Variable("From", "Int32", "1").Variable("To", "Int32", "3").Variable("By", "Int32", "1").Variable("WithEnd", "Boolean", "true")
            .Root(Make.Activity("For", "loop", ("start", Make.Script("variables.From")), ("end", Make.Script("variables.To")), ("step", Make.Script("variables.By")), ("outerBoundInclusive", Make.Script("variables.WithEnd")), ("body", body)))
            .Compile();
    }

    private static string[] Lines(CompiledDefinition definition)
    {
        var simulation = new Engine.Simulation.Simulation(definition, new SimulationOptions { RestartEachBurst = true });
        simulation.Start();
        while (simulation.Answer("e", Value.Undefined))
        {
        }

        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
        return [.. simulation.Lines];
    }

    [Theory]
    [InlineData("From", "7")]
    [InlineData("To", "9")]
    [InlineData("By", "5")]
    [InlineData("WithEnd", "false")]
    public void For_WhoseBodyChangesWhatABoundWasReadFrom_KeepsTheBoundsItStartedWith(string variable, string script) =>
        Assert.Equal(["1", "2", "3"], Lines(Counting(Make.Set("set", variable, script))));

    [Fact]
    public void For_InsideALoop_ReadsItsBoundsEachTimeItStarts()
    {
        var inner = Make.Activity("For", "inner", ("start", Make.Literal(1)), ("end", Make.Script("variables.To")), ("body", Make.Sequence("s", Make.Say("say", "getVariable('CurrentValue')"), Make.Set("set", "To", "2"))));
        var flow = new Flow().Variable("To", "Int32", "1").Root(Make.Activity("For", "outer", ("start", Make.Literal(1)), ("end", Make.Literal(2)), ("body", inner)));

        Assert.Equal(["1", "1", "2"], Lines(flow.Compile()));
    }

    [Fact]
    public void For_SuspendedBeforeBoundsWereKept_GoesOn()
    {
        var definition = Counting(Make.Line("last"));
        var state = InstanceState.FromBytes(Convert.FromBase64String(BeforeBoundsWereKept));
        var lines = new List<string>();
        while (state.Waits is [var wait])
        {
            var result = WorkflowEngine.Run(definition, InstanceState.FromBytes(state.ToBytes()), new ResumeWait(wait.WaitId, Value.Undefined), Now);
            lines.AddRange(result.Effects.OfType<LineWritten>().Select(line => line.Text));
            state = result.State;
        }

        Assert.Equal(["last", "2", "last", "3", "last"], lines);
        Assert.Equal(WorkflowSubStatus.Finished, state.SubStatus);
    }

    [Fact]
    public void For_WithFixedBounds_KeepsOnlyWhereItIs()
    {
        var simulation = new Flow().Root(Make.Activity("For", "loop", ("start", Make.Literal(1)), ("end", Make.Literal(3)), ("body", Make.Event("e")))).Simulate();

        Assert.Equal(1, simulation.Main.State.Executions.Single(execution => execution.ActivityId == "loop").State);
    }

    [Fact]
    public void Retry_OfARoundWhoseValueDidNotFitItsVariable_TriesTheSameRoundAgain()
    {
        var bound = new JsonObject { ["typeName"] = "Int32", ["memoryReference"] = new JsonObject { ["id"] = "v-Small" } };
        var simulation = new Flow().Variable("Small", "Int16")
            .Root(Make.Activity("For", "loop", ("start", Make.Literal(32767)), ("end", Make.Literal(32769)), ("currentValue", bound), ("body", Make.Say("say", "variables.Small"))))
            .Simulate();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var incident = Assert.Single(simulation.Main.State.Incidents);
            Assert.Equal(("loop", attempt), (incident.ActivityId, incident.Attempt));
            simulation.Send("simulated", new RetryIncident(incident.IncidentId));
        }

        Assert.Equal(["32767"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Suspended, simulation.Main.State.SubStatus);
    }
}
