using CaseFlow.Engine.Execution;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Execution;

public sealed class IncidentTests
{
    private static Flow Failing(string variable = "Broken", bool retries = false, bool throws = false) => new Flow()
        .Variable("Broken", "Boolean", "true")
        .Add(
            Make.Fork("fork", "Left", "Right"),
            Make.Activity("Test.Failing", "failing", ("fails", Make.Script($"variables.{variable}")), ("throws", Make.Script(throws ? "variables.Broken" : "false")), ("retries", Make.Literal(retries))),
            Make.Line("after"),
            Make.Line("other"),
            Make.Event("mended"),
            Make.Set("mend", "Broken", "false"))
        .Connect("fork:Left -> failing -> after, failing:Other -> other, fork:Right -> mended -> mend");

    [Fact]
    public void Fault_BesideAnotherBranch_StopsOnlyItsBranchAndSuspends()
    {
        var simulation = Failing().Simulate();

        var incident = Assert.Single(simulation.Main.State.Incidents);
        Assert.Equal(("failing", "broken", 1), (incident.ActivityId, incident.Cause, incident.Attempt));
        Assert.Equal(WorkflowSubStatus.Suspended, simulation.Main.State.SubStatus);
        Assert.True(simulation.Answer("mended", Value.Undefined));
        Assert.Contains("mend", simulation.Steps[^1].Trace.Select(entry => entry.ActivityId));
        Assert.Single(simulation.Main.State.Incidents);
    }

    [Fact]
    public void Fault_OfACallThatAskedForThings_LeavesNoneOfThem()
    {
        var simulation = Failing().Simulate();

        Assert.Empty(simulation.Lines);
        Assert.Equal("mended", Assert.Single(simulation.Main.State.Waits).ActivityId);
        Assert.Empty(simulation.Main.State.Timers);
        Assert.DoesNotContain(simulation.Effects, effect => effect is TimerRequested or WaitOpened { Kind: "Test" });
    }

    [Fact]
    public void Exception_OfAnActivity_OpensAnIncidentWithoutItsText()
    {
        var simulation = Failing(throws: true).Simulate();

        var incident = Assert.Single(simulation.Main.State.Incidents);
        Assert.Equal("activity-failed", incident.Cause);
        Assert.DoesNotContain("detail", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RetryIncident_AfterTheCauseIsMended_GoesOn()
    {
        var simulation = Failing().Simulate();
        simulation.Answer("mended", Value.Undefined);

        simulation.Send("simulated", new RetryIncident(simulation.Main.State.Incidents[0].IncidentId));

        Assert.Equal(["tried", "after"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
        Assert.Contains(new IncidentClosed(simulation.Effects.OfType<IncidentOpened>().Single().IncidentId, simulation.Effects.OfType<IncidentOpened>().Single().ActivityId, "retried"), simulation.Effects);
    }

    [Fact]
    public void RetryIncident_StillBroken_OpensANewOneThatCounts()
    {
        var simulation = Failing().Simulate();

        simulation.Send("simulated", new RetryIncident(simulation.Main.State.Incidents[0].IncidentId));

        Assert.Equal(2, Assert.Single(simulation.Main.State.Incidents).Attempt);
    }

    [Fact]
    public void SkipIncident_WithAnOutcome_FollowsThatPort()
    {
        var simulation = Failing().Simulate();

        simulation.Send("simulated", new SkipIncident(simulation.Main.State.Incidents[0].IncidentId, "Other"));

        Assert.Equal(["other"], simulation.Lines);
        Assert.Empty(simulation.Main.State.Incidents);
    }

    [Fact]
    public void Fault_ThatMayPass_IsRetriedByTimersWithGrowingDelaysThenLeftToAPerson()
    {
        var simulation = Failing(retries: true).Simulate();
        var start = simulation.Now;
        var waits = new List<double>();
        while (simulation.Main.State.Incidents[0].RetryAt is { } retryAt)
        {
            waits.Add((retryAt - simulation.Now).TotalMinutes);
            Assert.True(simulation.FireNextTimer());
        }

        Assert.Equal([2, 4, 8], waits);
        Assert.Equal(4, simulation.Main.State.Incidents[0].Attempt);
        Assert.Empty(simulation.Main.State.Timers);
        Assert.Equal(start.AddMinutes(14), simulation.Now);
    }

    [Fact]
    public void Retry_ByAPersonBeforeTheTimer_TakesTheTimerAway()
    {
        var simulation = Failing(retries: true).Simulate();
        simulation.Answer("mended", Value.Undefined);

        simulation.Send("simulated", new RetryIncident(simulation.Main.State.Incidents[0].IncidentId));

        Assert.Empty(simulation.Main.State.Timers);
        Assert.Contains(simulation.Effects, effect => effect is TimerCancelled);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Fault_WhereTheDefinitionAsksForFaultStrategy_EndsTheInstanceAsFaulted()
    {
        var flow = Failing();
        flow.Options["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core";

        var simulation = flow.Simulate();

        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Faulted), (simulation.Main.State.Status, simulation.Main.State.SubStatus));
        Assert.Empty(simulation.Main.State.Waits);
        Assert.Contains(simulation.Effects, effect => effect is IncidentOpened);
        Assert.Equal(WorkflowSubStatus.Faulted, Assert.IsType<InstanceEnded>(simulation.Effects.Last()).SubStatus);
    }

    [Fact]
    public void Loop_WithoutAWait_IsStoppedByTheBudgetAndOtherInstancesGoOn()
    {
        var endless = new Flow().Add(Make.Line("a"), Make.Line("b")).Connect("a -> b -> a").Simulate();

        Assert.Equal("step-budget", Assert.Single(endless.Main.State.Incidents).Cause);
        Assert.InRange(endless.Lines.Count(), 9_000, 10_000);
        Assert.Equal(WorkflowSubStatus.Finished, new Flow().Add(Make.Line("a")).Simulate().Main.State.SubStatus);
    }

    [Fact]
    public void ManyBranchesAtOnce_AreStoppedAtAThousandAndGoOnWhenRetried()
    {
        var simulation = new Flow()
            .Root(Make.Activity("ParallelForEach", "all", ("items", Make.Script("Array.from({ length: 1200 }, (_, i) => i)")), ("body", Make.Event("wait"))))
            .Simulate();

        Assert.Equal("too-many-at-once", Assert.Single(simulation.Main.State.Incidents).Cause);
        Assert.InRange(simulation.Main.State.Executions.Length, 990, 1_001);
        foreach (var wait in simulation.Main.State.Waits.Take(400))
        {
            simulation.Send("simulated", new ResumeWait(wait.WaitId, Value.Undefined));
        }

        simulation.Send("simulated", new RetryIncident(Assert.Single(simulation.Main.State.Incidents).IncidentId));
        Assert.Empty(simulation.Main.State.Incidents);
        Assert.Equal(800, simulation.Main.State.Waits.Length);
    }

    [Fact]
    public void TokensThatCanNeverMeet_OpenAnIncidentInsteadOfWaitingForEver()
    {
        var merge = Make.Line("merge");
        merge["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["mergeMode"] = "Merge" };
        var simulation = new Flow()
            .Add(Make.Decide("decide", "true"), Make.Line("yes"), Make.Line("no"), merge)
            .Connect("decide:True -> yes -> merge, decide:False -> no -> merge")
            .Simulate();

        Assert.Equal(["yes"], simulation.Lines);
        Assert.Equal("stuck", Assert.Single(simulation.Main.State.Incidents).Cause);
        simulation.Send("simulated", new SkipIncident(simulation.Main.State.Incidents[0].IncidentId, "Done"));
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Retry_OfALoopThatFaultedBetweenRounds_GoesOnWithTheNextRound()
    {
        var loop = Make.Activity("While", "loop", ("condition", Make.Script("variables.N < (variables.End.value ?? variables.End)")), ("body", Make.Sequence("s", Make.Set("next", "N", "variables.N + 1"), Make.Say("say", "variables.N"), Make.Set("set", "End", "variables.N == 2 ? null : 3"), Make.Event("e"))));
        var simulation = new Flow().Variable("N", "Int32", "0").Variable("End", "Object", "3").Root(Make.Container("Parallel", "p", loop, Make.Sequence("q", Make.Event("mended"), Make.Set("mend", "End", "3")))).Simulate();
        simulation.Answer("e", Value.Undefined);
        simulation.Answer("e", Value.Undefined);
        var incident = Assert.Single(simulation.Main.State.Incidents);
        Assert.Equal("loop", incident.ActivityId);
        simulation.Answer("mended", Value.Undefined);

        simulation.Send("simulated", new RetryIncident(incident.IncidentId));
        simulation.Answer("e", Value.Undefined);

        Assert.Equal(["1", "2", "3"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void Fault_OfAWriteThatDoesNotFitItsVariable_LeavesTheOthersAsTheyWere()
    {
        var simulation = new Flow().Variable("A", "Int32", "1").Variable("B", "Int32", "2").Variable("C", "Object", "3")
            .Root(Make.Activity("RunJavaScript", "js", ("script", Make.Script("variables.A += 1; variables.C = [variables.A]; variables.B = 'many'; setCorrelationId('other')"))))
            .Simulate();

        var incident = Assert.Single(simulation.Main.State.Incidents);
        simulation.Send("simulated", new RetryIncident(incident.IncidentId));

        Assert.Contains("'B'", incident.Message, StringComparison.Ordinal);
        Assert.Equal("1 2 3", string.Join(' ', simulation.Main.State.Variables.Values.Select(ValueConversion.ToText)));
        Assert.Null(simulation.Main.State.CorrelationId);
    }

    [Fact]
    public void Retry_OfABulkDispatchThatFaultedOnAnItem_StartsNoChildTwice()
    {
        var simulation = new Flow().Variable("Broken", "Boolean", "true")
            .Add(
                Make.Fork("fork", "A", "B"),
                Make.Activity("BulkDispatchWorkflows", "bulk", ("workflowDefinitionId", Make.Literal("child")), ("items", Make.Script("[1, 2]")), ("correlationIdFunction", Make.Script("args.item == 2 && variables.Broken ? args.none.at : 'c'"))),
                Make.Event("mended"),
                Make.Set("mend", "Broken", "false"))
            .Connect("fork:A -> bulk, fork:B -> mended -> mend")
            .Simulate();
        Assert.DoesNotContain(simulation.Effects, effect => effect is ChildRequested);
        simulation.Answer("mended", Value.Undefined);

        simulation.Send("simulated", new RetryIncident(Assert.Single(simulation.Main.State.Incidents).IncidentId));

        Assert.Equal(2, simulation.Effects.Count(effect => effect is ChildRequested));
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void FlowNode_AroundAFlowchartThatEndedWithAStepQueued_GoesOnAndTheStepStillRuns()
    {
        var inner = new Flow().Add(Make.Fork("inner-fork", "A", "B"), Make.Activity("End", "end"), Make.Line("queued")).Connect("inner-fork:A -> end, inner-fork:B -> queued").Json()["root"]!.DeepClone().AsObject();
        inner["id"] = "inner";

        var simulation = new Flow().Add(Make.Activity("FlowNode", "node", ("body", inner)), Make.Line("after")).Connect("node -> after").Simulate();

        Assert.Equal(["queued", "after"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }
}
