using System.Collections.Immutable;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit.Flows;

namespace CaseFlow.Engine.Tests.Execution;

public sealed class TokenLedgerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    [InlineData("WaitAny")]
    public void Add_WhatTheEngineTraced_IsInOrder(string mode)
    {
        var (flow, result) = Run(mode);

        var ledger = new TokenLedger(flow.Compile());

        Assert.Empty(ledger.Add(result.Journal.Trace));
        Assert.Empty(ledger.Close(result.State));
        Assert.Equal(result.Journal.Trace.Count(entry => entry.Kind == TraceKind.Started), ledger.Opened);
    }

    [Theory]
    [InlineData(TraceKind.Started, "opened twice")]
    [InlineData(TraceKind.Completed, "closed although it was not open")]
    public void Add_AnEntryIsThereTwice_IsNamed(TraceKind kind, string says)
    {
        var (flow, result) = Run("WaitAll");
        var trace = result.Journal.Trace;
        var doubled = trace.IndexOf(trace.First(entry => entry.Kind == kind && entry.ActivityId == "a"));

        var problems = new TokenLedger(flow.Compile()).Add(trace.Insert(doubled + 1, trace[doubled]));

        Assert.Contains(says, Assert.Single(problems));
    }

    [Fact]
    public void Close_AJoinWentOnAgain_IsNamed()
    {
        var (flow, result) = Run("WaitAll");
        var ledger = new TokenLedger(flow.Compile());
        Assert.Empty(ledger.Add(result.Journal.Trace));
        Assert.Empty(ledger.Add([new(TraceKind.Started, "join", "900", null), new(TraceKind.Completed, "join", "900", null)]));

        Assert.Contains("The join join went on 2 times, and its branches arrived 1 times", Assert.Single(ledger.Close(result.State)));
    }

    /// <summary>The first join runs twice, as Elsa's does; so does the one behind it, whose other branch arrived once.</summary>
    [Fact]
    public void Close_AJoinBehindOneThatRunsTwice_MayRunTwiceToo()
    {
        var flow = new Flow()
            .Add(Make.Fork("fork", "A", "B", "C"), Make.Line("a"), Make.Event("wait"), Make.Join("first", "WaitAny"), Make.Join("second", "WaitAllActive"), Make.Line("after"))
            .Connect("fork:A -> a -> first -> second -> after, fork:B -> wait -> first, fork:C -> second");
        var result = WorkflowEngine.Run(flow.Compile(), InstanceState.New("i", "flow-v1"), new Start(Value.Undefined), Now);
        var ledger = new TokenLedger(flow.Compile());

        Assert.Empty(ledger.Add(result.Journal.Trace));
        Assert.Empty(ledger.Close(result.State));
        Assert.Equal(2, result.Journal.Trace.Count(entry => entry.Kind == TraceKind.Started && entry.ActivityId == "second"));
        Assert.Empty(ledger.Add([new(TraceKind.Started, "second", "900", null), new(TraceKind.Completed, "second", "900", null)]));
        Assert.Contains("The join second went on 3 times, and its branches arrived 2 times", Assert.Single(ledger.Close(result.State)));
    }

    /// <summary>In a loop the branches of a join arrive once in each round, and it goes on once in each.</summary>
    [Fact]
    public void Close_AJoinInALoopThatWentOnOnceTooOften_IsNamed()
    {
        var flow = new Flow().Variable("N", "Int32", "0")
            .Add(Make.Set("count", "N", "variables.N + 1"), Make.Fork("fork", "A", "B"), Make.Line("a"), Make.Line("b"), Make.Join("join", "WaitAllActive"), Make.Decide("again", "variables.N < 3"), Make.Event("end"))
            .Connect("count -> fork, fork:A -> a -> join, fork:B -> b -> join -> again, again:True -> count, again:False -> end");
        var result = WorkflowEngine.Run(flow.Compile(), InstanceState.New("i", "flow-v1"), new Start(Value.Undefined), Now);
        var ledger = new TokenLedger(flow.Compile());

        Assert.Empty(ledger.Add(result.Journal.Trace));
        Assert.Empty(ledger.Close(result.State));
        Assert.Empty(ledger.Add([new(TraceKind.Started, "join", "900", null), new(TraceKind.Completed, "join", "900", null)]));
        Assert.Contains("The join join went on 4 times, and its branches arrived 3 times", Assert.Single(ledger.Close(result.State)));
    }

    [Fact]
    public void Close_AnExecutionTheStateDoesNotKnow_IsNamed()
    {
        var (flow, result) = Run("WaitAll");
        var ledger = new TokenLedger(flow.Compile());
        ImmutableArray<TraceEntry> more = [.. result.Journal.Trace, new(TraceKind.Started, "after", "900", null)];
        Assert.Empty(ledger.Add(more));

        Assert.Contains("leaves", Assert.Single(ledger.Close(result.State)));
    }

    /// <summary>By tokens a branch that comes again before the join has run makes it go on again.</summary>
    [Theory]
    [InlineData("fork:A -> a -> join, fork:B -> b -> join, fork:C -> c -> a")]
    [InlineData("fork:A -> b -> join, fork:B -> a -> join, fork:C -> c -> a")]
    [InlineData("fork:A -> c -> a -> join, fork:B -> a, fork:C -> b -> join")]
    [InlineData("fork:A -> c -> a -> join, fork:B -> b -> join, fork:C -> a")]
    [InlineData("fork:A -> c -> d -> a -> join, fork:B -> b -> join, fork:C -> a")]
    [InlineData("fork:A -> a -> join, fork:B -> e -> b -> join, fork:C -> c -> d -> a")]
    public void Close_ByTokensABranchCameTwice_IsInOrder(string arrows)
    {
        var flow = new Flow()
            .Add(Make.Fork("fork", "A", "B", "C"), Make.Merging(Make.Line("a"), "Cascade"), Make.Line("b"), Make.Line("c"), Make.Line("d"), Make.Line("e"), Make.Join("join", "WaitAll"), Make.Line("after"))
            .Connect(arrows + ", join -> after");
        var result = WorkflowEngine.Run(flow.Compile(), InstanceState.New("i", "flow-v1"), new Start(Value.Undefined), Now);
        var ledger = new TokenLedger(flow.Compile());

        Assert.Empty(ledger.Add(result.Journal.Trace));
        Assert.Empty(ledger.Close(result.State));
        Assert.Empty(ledger.Add([.. Enumerable.Range(900, 3).Select(id => new TraceEntry(TraceKind.Started, "join", $"{id}", null))]));
        Assert.Contains(ledger.Close(result.State), problem => problem.StartsWith("The join join went on", StringComparison.Ordinal));
    }

    private static (Flow Flow, BurstResult Result) Run(string mode)
    {
        var flow = new Flow()
            .Add(Make.Fork("fork", "A", "B"), Make.Line("a"), Make.Line("b"), Make.Join("join", mode), Make.Line("then"), Make.Event("after"))
            .Connect("fork:A -> a -> join, fork:B -> b -> join -> then -> after");
        return (flow, WorkflowEngine.Run(flow.Compile(), InstanceState.New("i", "flow-v1"), new Start(Value.Undefined), Now));
    }
}
