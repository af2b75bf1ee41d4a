using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit.Flows;

namespace CaseFlow.Engine.Tests.BuiltIn;

/// <summary>Elsa reads arrows that are alike in both ends and ports as one.</summary>
public sealed class RepeatedArrowTests
{
    private static string Lines(Flow flow, params string[] events)
    {
        var simulation = flow.Simulate(new SimulationOptions { RestartEachBurst = true });
        foreach (var name in events)
        {
            Assert.True(simulation.Answer(name, Value.Undefined));
        }

        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
        return string.Join(' ', simulation.Lines);
    }

    [Fact]
    public void Counting_AnArrowOnward_RunsItsStepOnce() =>
        Assert.Equal("a b c", Lines(new Flow().Add(Make.Line("a"), Make.Line("b"), Make.Line("c")).Connect("a -> b, a -> b -> c, b -> c")));

    [Fact]
    public void Counting_AnArrowThatClosesALoop_StartsOneRound()
    {
        var flow = new Flow().Variable("N", "Int32", "0")
            .Add(Make.Set("count", "N", "variables.N + 1"), Make.Say("say", "variables.N"), Make.Decide("again", "variables.N < 3"), Make.Line("after"))
            .Connect("count -> say -> again, again:True -> count, again:True -> count, again:False -> after");

        Assert.Equal("1 2 3 after", Lines(flow));
    }

    [Theory]
    [InlineData("WaitAll", "a b")]
    [InlineData("WaitAllActive", "a b")]
    [InlineData("WaitAny", "a")]
    public void Counting_ArrowsToAJoin_CountAsOne(string mode, string events)
    {
        var flow = new Flow()
            .Add(Make.Fork("fork", "A", "B"), Make.Event("a"), Make.Event("b"), Make.Join("join", mode), Make.Line("after"))
            .Connect("fork:A -> a -> join -> after, fork:B -> b -> join, a -> join, join -> after, b -> join");

        Assert.Equal("after", Lines(flow, events.Split(' ')));
    }

    [Theory]
    [InlineData("None", "a b", "meet after")]
    [InlineData("Stream", "a b", "meet after")]
    [InlineData("Cascade", "a b", "meet after meet after")]
    [InlineData("Merge", "a b", "meet after")]
    [InlineData("Converge", "a b", "meet after")]
    [InlineData("Race", "b", "meet after")]
    public void Tokens_ArrowsToAStepThatMerges_CarryOneToken(string mode, string events, string expected)
    {
        var branches = (JsonObject[])[Make.Fork("fork", "A", "B"), Make.Event("a"), Make.Event("b"), Make.Merging(Make.Line("meet"), mode), Make.Merging(Make.Line("after"), "Stream")];
        const string Arrows = "fork:A -> a -> meet -> after, fork:B -> b -> meet";

        Assert.Equal(expected, Lines(new Flow().Add([.. branches.Select(branch => branch.DeepClone().AsObject())]).Connect(Arrows), events.Split(' ')));
        Assert.Equal(expected, Lines(new Flow().Add(branches).Connect(Arrows + ", a -> meet, b -> meet, meet -> after, fork:A -> a"), events.Split(' ')));
    }

    [Fact]
    public void Tokens_AnArrowThatClosesALoop_StartsOneRound()
    {
        var flow = new Flow().Variable("N", "Int32", "0")
            .Add(Make.Set("count", "N", "variables.N + 1"), Make.Merging(Make.Say("say", "variables.N"), "Merge"), Make.Decide("again", "variables.N < 3"), Make.Line("after"))
            .Connect("count -> say -> again, again:True -> count, again:True -> count, again:False -> after");

        Assert.Equal("1 2 3 after", Lines(flow));
    }

    [Fact]
    public void Compile_AnArrowDrawnTwice_IsAWarningThatNamesBothSteps()
    {
        var (_, problems) = DefinitionCompiler.Compile(new Flow().Add(Make.Line("a"), Make.Line("b")).Connect("a -> b, a -> b, a -> b, a:Other -> b").Definition(), Flow.Catalogue);

        var problem = Assert.Single(problems);
        Assert.Equal(("repeated-arrow", ProblemSeverity.Warning, "connections"), (problem.Code, problem.Severity, problem.Property));
        Assert.Contains("from 'a' to 'b'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnArrowDrawnTwice_KeepsBoth()
    {
        var definition = new Flow().Add(Make.Line("a"), Make.Line("b")).Connect("a -> b, a -> b").Definition();

        Assert.Equal(2, Flow.Read(JsonNode.Parse(DefinitionWriter.Write(definition))!).Json["root"]!["connections"]!.AsArray().Count);
    }
}
