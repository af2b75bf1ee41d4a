using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.BuiltIn;

public sealed class TokenFlowchartTests
{
    private static Engine.Simulation.Simulation TwoBranches(string mode) => new Flow()
        .Add(Make.Fork("fork", "A", "B"), Make.Event("a"), Make.Event("b"), Make.Merging(Make.Line("meet"), mode), Make.Line("after"))
        .Connect("fork:A -> a -> meet -> after, fork:B -> b -> meet")
        .Simulate(new SimulationOptions { RestartEachBurst = true });

    [Theory]
    [InlineData("Merge")]
    [InlineData("Converge")]
    public void Merge_WaitsForATokenOnEveryConnection(string mode)
    {
        var simulation = TwoBranches(mode);
        simulation.Answer("a", Value.Undefined);
        Assert.Empty(simulation.Lines);

        simulation.Answer("b", Value.Undefined);

        Assert.Equal(["meet", "after"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Cascade_RunsOnceForEachToken()
    {
        var simulation = TwoBranches("Cascade");
        simulation.Answer("a", Value.Undefined);
        simulation.Answer("b", Value.Undefined);

        Assert.Equal(["meet", "after", "meet", "after"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Race_RunsForTheFirstAndCancelsTheOthers()
    {
        var simulation = TwoBranches("Race");
        simulation.Answer("b", Value.Undefined);

        Assert.Equal(["meet", "after"], simulation.Lines);
        Assert.False(simulation.Answer("a", Value.Undefined));
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Race_OfBranchesInOneBurst_RunsOnce()
    {
        var simulation = new Flow()
            .Add(Make.Fork("fork", "A", "B"), Make.Line("a"), Make.Line("b"), Make.Merging(Make.Line("meet"), "Race"))
            .Connect("fork:A -> a -> meet, fork:B -> b -> meet")
            .Simulate();

        Assert.Equal(["a", "b", "meet"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Race_ALateArrival_CancelsWhatStillLeadsThere()
    {
        var simulation = new Flow()
            .Add(Make.Fork("fork", "A", "B", "C"), Make.Line("a"), Make.Line("b"), Make.Line("c"), Make.Line("d"), Make.Line("e"), Make.Event("wait"), Make.Merging(Make.Line("meet"), "Race"))
            .Connect("fork:A -> a -> meet, fork:B -> b -> wait -> meet, fork:C -> c -> d -> e -> meet")
            .Simulate(new SimulationOptions { RestartEachBurst = true });

        Assert.Equal(["a", "b", "c", "meet", "d", "e"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Race_AStepThatIsCancelledInItsSecondRun_TakesTheTokensOfItsFirstWithIt()
    {
        var simulation = new Flow()
            .Add(Make.Fork("fork", "A", "B", "C", "D", "E"), Make.Event("p"), Make.Merging(Make.Event("b"), "Cascade"), Make.Event("x"), Make.Event("n"), Make.Event("q"))
            .Add(Make.Merging(Make.Line("k"), "Merge"), Make.Merging(Make.Line("m"), "Merge"), Make.Merging(Make.Line("r"), "Race"))
            .Connect("fork:A -> b, fork:B -> p -> b, fork:C -> x -> k, fork:D -> n -> m, fork:E -> q -> r, b -> k, b -> m -> r")
            .Simulate(new SimulationOptions { RestartEachBurst = true });
        foreach (var step in new[] { "b", "p", "q", "x" })
        {
            Assert.True(simulation.Answer(step, Value.Undefined), step);
        }

        Assert.Equal(["r"], simulation.Lines);
        Assert.Equal("stuck", Assert.Single(simulation.Main.State.Incidents).Cause);
    }

    [Fact]
    public void Join_WhenItRuns_CancelsWhatStartedSinceItWasQueued()
    {
        var simulation = new Flow()
            .Add(Make.Fork("fork", "A", "B"), Make.Line("a"), Make.Event("wait"), Make.Join("join", "WaitAny"), Make.Merging(Make.Line("after"), "Stream"))
            .Connect("fork:A -> a -> join -> after, fork:B -> wait -> join")
            .Simulate();

        Assert.Equal(["a", "after"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Join_WithAMergeModeBesideItsOwn_GoesByItsOwn()
    {
        var simulation = new Flow()
            .Add(Make.Fork("fork", "A", "B"), Make.Event("a"), Make.Event("b"), Make.Merging(Make.Join("join", "WaitAll"), "Cascade"), Make.Line("after"))
            .Connect("fork:A -> a -> join -> after, fork:B -> b -> join")
            .Simulate(new SimulationOptions { RestartEachBurst = true });
        simulation.Answer("a", Value.Undefined);
        Assert.Empty(simulation.Lines);

        simulation.Answer("b", Value.Undefined);

        Assert.Equal(["after"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Stream_AfterADecision_GoesOnWithoutTheOtherBranch()
    {
        var simulation = new Flow()
            .Add(Make.Decide("d", "true"), Make.Line("yes"), Make.Line("no"), Make.Merging(Make.Line("meet"), "Stream"))
            .Connect("d:True -> yes -> meet, d:False -> no -> meet")
            .Simulate();

        Assert.Equal(["yes", "meet"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Converge_WaitsForTheLoopBackToo_WhereMergeDoesNot()
    {
        Engine.Simulation.Simulation Loop(string mode) => new Flow().Variable("N", "Int32", "0")
            .Add(Make.Line("start"), Make.Merging(Make.Set("head", "N", "variables.N + 1"), mode), Make.Decide("again", "variables.N < 3"), Make.Line("end"))
            .Connect("start -> head -> again, again:True -> head, again:False -> end")
            .Simulate();

        Assert.Equal("stuck", Assert.Single(Loop("Converge").Main.State.Incidents).Cause);
        Assert.Equal(["start", "end"], Loop("Merge").Lines);
        Assert.Equal(["start", "end"], Loop("Stream").Lines);
    }

    [Fact]
    public void MergeModeNone_AloneDoesNotChangeToTokens()
    {
        var simulation = new Flow()
            .Add(Make.Fork("fork", "A", "B"), Make.Line("a"), Make.Line("b"), Make.Merging(Make.Line("meet"), "None"))
            .Connect("fork:A -> a -> meet, fork:B -> b -> meet")
            .Simulate();

        Assert.Equal(["a", "b", "meet"], simulation.Lines);
    }

    [Fact]
    public void LoopBack_InATokenFlowchart_RunsEveryRound()
    {
        var simulation = new Flow().Variable("N", "Int32", "0")
            .Add(Make.Line("start"), Make.Set("head", "N", "variables.N + 1"), Make.Event("wait"), Make.Decide("again", "variables.N < 3"), Make.Merging(Make.Say("end", "variables.N"), "Merge"))
            .Connect("start -> head -> wait -> again, again:True -> head, again:False -> end")
            .Simulate(new SimulationOptions { RestartEachBurst = true });
        for (var round = 0; round < 3; round++)
        {
            Assert.True(simulation.Answer("wait", Value.Undefined));
        }

        Assert.Equal(["start", "3"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    /// <summary>The shape on which Elsa's two modes differ: w8 runs before the delay that also leads to it.</summary>
    [Theory]
    [InlineData("Stream", "w1 w2 w3 w4 w5 w6 w8")]
    [InlineData("None", "w1 w2 w3 w4 w5 w6")]
    public void BraidedFlow_WithDelays_DiffersBetweenTheModesAsInElsa(string mode, string expected)
    {
        var flow = new Flow().Add(Make.Merging(Make.Line("w1"), mode));
        for (var line = 2; line < 10; line++)
        {
            flow.Add(Make.Line($"w{line}"));
        }

        var simulation = flow.Add(Make.Delay("d1", "00:00:05"), Make.Delay("d2", "00:00:10"))
            .Connect("w1 -> w2 -> w4, w3 -> w5, w1 -> w3, w5 -> w7, w2 -> w5, w6 -> d2, w3 -> w6, w8 -> w9, d2 -> w8, w5 -> w8, d1 -> w7 -> w9, w4 -> d1")
            .Simulate();

        Assert.Equal(expected, string.Join(' ', simulation.Lines));
        Assert.Equal(["d1", "d2"], simulation.Main.State.Timers.Select(timer => timer.ActivityId));
    }
}
