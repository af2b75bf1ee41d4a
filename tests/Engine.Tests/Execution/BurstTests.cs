using CaseFlow.Engine.Execution;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Execution;

public sealed class BurstTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Run_WithAStimulusThatNoLongerApplies_GivesTheSameStateAndNothingToCommit()
    {
        var definition = new Flow().Add(Make.Event("e"), Make.Delay("d", "01:00:00"), Make.Event("f")).Connect("e -> d -> f").Compile();
        var started = WorkflowEngine.Run(definition, InstanceState.New("i", "flow-v1"), new Start(Value.Undefined), Now).State;
        var wait = started.Waits[0].WaitId;
        var resumed = WorkflowEngine.Run(definition, started, new ResumeWait(wait, Value.Undefined), Now).State;
        var timer = resumed.Timers[0];

        Stimulus[] stale =
        [
            new Start(Value.Undefined), new ResumeWait(wait, Value.Undefined), new ResumeWait("99", Value.Undefined), new ResumeWait("nonsense", Value.Undefined),
            new TimerDue("1"), new TimerDue(timer.TimerId), new RetryIncident("3"), new SkipIncident("3", "Done"), new ChildEnded("x", ChildOutcome.Completed, Value.Null),
            new SignalActivity("77", "x", Value.Null), new FactsAnswered(new Dictionary<string, Value> { ["5"] = true }),
        ];
        foreach (var stimulus in stale)
        {
            var result = WorkflowEngine.Run(definition, resumed, stimulus, Now);

            Assert.True(result.Journal.IsEmpty, stimulus.ToString());
            Assert.Equal(resumed.ToBytes(), result.State.ToBytes());
            Assert.Empty(result.Effects);
        }

        Assert.False(WorkflowEngine.Run(definition, resumed, new TimerDue(timer.TimerId), timer.Due).Journal.IsEmpty);
    }

    [Fact]
    public void Timer_BeforeItIsDue_DoesNotFireEvenByATick()
    {
        var simulation = new Flow().Add(Make.Delay("d", "400.00:00:00"), Make.Line("late")).Connect("d -> late").Simulate();
        var timer = simulation.Main.State.Timers[0];

        var early = WorkflowEngine.Run(simulation.Main.Definition, simulation.Main.State, new TimerDue(timer.TimerId), timer.Due.AddTicks(-1));

        Assert.True(early.Journal.IsEmpty);
        Assert.Equal(Now.AddDays(400), timer.Due);
    }

    [Fact]
    public void Run_TheGivenState_IsNotChanged()
    {
        var simulation = new Flow().Variable("N", "Int32", "1").Add(Make.Event("e"), Make.Set("s", "N", "variables.N + 1"), Make.Event("f")).Connect("e -> s -> f").Simulate();
        var before = simulation.Main.State;
        var bytes = before.ToBytes();

        simulation.Answer("e", Value.Undefined);

        Assert.Equal(bytes, before.ToBytes());
        Assert.NotEqual(bytes, simulation.Main.State.ToBytes());
    }

    [Fact]
    public void Facts_AskedInABurst_AreAnsweredWithinIt()
    {
        var definition = new Flow().Add(Make.Activity("Test.Fact", "fact", ("name", Make.Literal("open-duplicate"))), Make.Line("yes"), Make.Line("no")).Connect("fact:Yes -> yes, fact:No -> no").Compile();

        var asked = WorkflowEngine.Run(definition, InstanceState.New("i", "flow-v1"), new Start(Value.Undefined), Now);
        var fact = Assert.Single(asked.Facts);
        Assert.Equal(("open-duplicate", "fact", WorkflowSubStatus.AwaitingFacts), (fact.Name, fact.ActivityId, asked.State.SubStatus));
        var merged = asked.Merge(WorkflowEngine.Run(definition, InstanceState.FromBytes(asked.State.ToBytes()), new FactsAnswered(new Dictionary<string, Value> { [fact.FactId] = true }), Now));

        Assert.Empty(merged.Facts);
        Assert.Equal(WorkflowSubStatus.Finished, merged.State.SubStatus);
        Assert.Equal(["yes"], merged.Effects.OfType<LineWritten>().Select(line => line.Text));
        var replayed = merged.Journal.Stimuli.Aggregate(InstanceState.New("i", "flow-v1"), (state, stimulus) => WorkflowEngine.Run(definition, state, stimulus, merged.Journal.At).State);
        Assert.Equal(merged.State.ToBytes(), replayed.ToBytes());
    }

    [Fact]
    public void Facts_AnsweredOnlyInPart_StayOpen()
    {
        var definition = new Flow().Add(Make.Fork("f", "A", "B"), Make.Activity("Test.Fact", "one"), Make.Activity("Test.Fact", "two")).Connect("f:A -> one, f:B -> two").Compile();
        var asked = WorkflowEngine.Run(definition, InstanceState.New("i", "flow-v1"), new Start(Value.Undefined), Now);

        var half = WorkflowEngine.Run(definition, asked.State, new FactsAnswered(new Dictionary<string, Value> { [asked.Facts[1].FactId] = true }), Now);

        Assert.Equal("one", Assert.Single(half.Facts).ActivityId);
    }

    [Fact]
    public void Patient_RemindsByOneTimerAtATimeThenLeavesByOverdue()
    {
        var simulation = new Flow().Add(Make.Activity("Test.Patient", "ask"), Make.Line("done"), Make.Line("late")).Connect("ask -> done, ask:Overdue -> late").Simulate();
        for (var reminder = 0; reminder < 3; reminder++)
        {
            Assert.Single(simulation.Main.State.Timers);
            simulation.FireNextTimer();
        }

        Assert.Equal(["reminder 1 for ask", "reminder 2 for ask", "reminder 3 for ask", "late"], simulation.Lines);
        Assert.Contains(simulation.Effects, effect => effect is WaitClosed);
    }

    [Fact]
    public void Signal_ToAWaitingActivity_MovesItsTimer()
    {
        var simulation = new Flow().Add(Make.Activity("Test.Patient", "ask")).Simulate();
        var before = simulation.Main.State.Timers[0];
        var moved = simulation.Now.AddDays(30);

        simulation.Send("simulated", new SignalActivity(before.ExecutionId, "due", Value.Of(moved)));

        var after = Assert.Single(simulation.Main.State.Timers);
        Assert.Equal(moved, after.Due);
        Assert.NotEqual(before.TimerId, after.TimerId);
        Assert.Contains(new TimerCancelled(before.TimerId), simulation.Effects);
    }

    [Fact]
    public void CancelInstance_Waiting_ClosesEverythingAndTellsActivities()
    {
        var simulation = new Flow().Add(Make.Fork("f", "A", "B"), Make.Activity("Test.Patient", "ask"), Make.Sequence("s", Make.Event("e"))).Connect("f:A -> ask, f:B -> s").Simulate();

        simulation.Send("simulated", new CancelInstance("moved away"));

        Assert.Equal(["withdrawn ask"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Cancelled, simulation.Main.State.SubStatus);
        Assert.Empty(simulation.Main.State.Executions);
        Assert.Equal(simulation.Effects.OfType<WaitOpened>().Select(wait => wait.WaitId).Order(StringComparer.Ordinal), simulation.Effects.OfType<WaitClosed>().Select(wait => wait.WaitId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void MemoryOnlyVariables_AreLostAtAWaitAndOthersAreNot()
    {
        var simulation = new Flow()
            .Variable("Kept", "Int32", "1", driver: null!)
            .Variable("Lost", "Int32", "1", driver: "MemoryStorageDriver")
            .Add(Make.Set("a", "Kept", "5"), Make.Set("b", "Lost", "5"), Make.Say("before", "`${variables.Kept} ${variables.Lost}`"), Make.Event("e"), Make.Say("after", "`${variables.Kept} ${variables.Lost}`"))
            .Connect("a -> b -> before -> e -> after")
            .Simulate();
        simulation.Answer("e", Value.Undefined);

        Assert.Equal(["5 5", "5 1"], simulation.Lines);
    }

    [Fact]
    public void SuspendedState_OfATenStepFlow_IsAtMostOneKilobyte()
    {
        var flow = new Flow().Variable("Urgent", "Boolean", "false").Variable("Reference", "String", "NC-26-0147");
        for (var step = 0; step < 10; step++)
        {
            flow.Add(step == 6 ? Make.Activity("Test.Patient", "step6") : Make.Line($"step{step}"));
            if (step > 0)
            {
                flow.Connect($"step{step - 1} -> step{step}");
            }
        }

        var state = WorkflowEngine.Run(flow.Compile(), InstanceState.New("018f2b5e6c8a7b3c9d4e5f60718293a4", "flow-v1"), new Start(Value.Map(("caseId", "018f2b5e6c8a7b3c9d4e5f60718293a5")), "018f2b5e6c8a7b3c9d4e5f60718293a5"), Now).State;

        Summary.Line($"suspended state of a 10-step flow: {state.ToBytes().Length} bytes");
        Assert.InRange(state.ToBytes().Length, 1, 1024);
    }

    [Fact]
    public void State_OfALoop_IsFlatInItsHistory()
    {
        var simulation = new Flow().Variable("N", "Int32", "0").Add(Make.Event("e"), Make.Set("s", "N", "variables.N + 1"), Make.Line("l")).Connect("e -> s -> l -> e").Simulate(new Engine.Simulation.SimulationOptions { MaxBursts = 5_000, RestartEachBurst = true });
        var sizes = new List<int>();
        for (var round = 1; round <= 3_000; round++)
        {
            simulation.Answer("e", Value.Undefined);
            if (round is 30 or 3_000)
            {
                sizes.Add(simulation.Main.State.ToBytes().Length);
            }
        }

        Summary.Line($"state after 30 and 3,000 rounds of a loop: {sizes[0]} and {sizes[1]} bytes");
        Assert.InRange(sizes[1] - sizes[0], 0, 16);
    }

    [Fact]
    public void FromBytes_OfDamagedBytes_SaysSoAndNothingElse()
    {
        var simulation = new Flow().Variable("N", "Int32", "0").Add(Make.Fork("f", "A", "B"), Make.Event("e"), Make.Activity("Test.Patient", "p")).Connect("f:A -> e, f:B -> p").Simulate();
        var bytes = simulation.Main.State.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => InstanceState.FromBytes(bytes.AsSpan(0, length)));
        }

        for (var position = 0; position < bytes.Length; position++)
        {
            foreach (var flip in (ReadOnlySpan<byte>)[1, 0x80, 0xFF])
            {
                var damaged = (byte[])bytes.Clone();
                damaged[position] ^= flip;
                try
                {
                    InstanceState.FromBytes(damaged);
                }
                catch (InvalidDataException)
                {
                    // What a damaged state may say.
                }
            }
        }
    }

    [Fact]
    public void Outputs_AfterAWait_AreStillThere()
    {
        var simulation = new Flow().Add(Make.Activity("Test.Patient", "ask"), Make.Event("later"), Make.Say("say", "`${getOutputFrom('ask', 'Result').outcome} ${getResultFromAsk().outcome} ${getLastResult()}`")).Connect("ask -> later -> say")
            .Simulate(new Engine.Simulation.SimulationOptions { RestartEachBurst = true });
        simulation.Answer("ask", Value.Map(("outcome", "Done")));
        simulation.Answer("later", "last");

        Assert.Equal(["Done Done last"], simulation.Lines);
    }

    [Fact]
    public void EndInsideAFlowchart_WithAStepStillQueued_LeavesTheOuterOneToAPerson()
    {
        var inner = new Flow().Add(Make.Fork("fork", "A", "B"), Make.Activity("End", "end"), Make.Line("queued"), Make.Line("never")).Connect("fork:A -> end, fork:B -> queued -> never").Json()["root"]!.DeepClone().AsObject();
        inner["id"] = "inner";

        var simulation = new Flow().Add(inner).Simulate();

        Assert.Equal(["queued"], simulation.Lines);
        var incident = Assert.Single(simulation.Main.State.Incidents);
        Assert.Equal(("stuck", "chart"), (incident.Cause, incident.ActivityId));
        simulation.Send("simulated", new SkipIncident(incident.IncidentId, "Done"));
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    /// <summary>The join was queued before the end and runs after it: what it cancels there is released, and that goes on, as in Elsa.</summary>
    [Fact]
    public void EndOfAFlowchart_WithAJoinStillQueued_CancelsWhatStartedSinceAndGoesOn()
    {
        var simulation = new Flow()
            .Add(Make.Fork("fork", "A", "B", "C"), Make.Line("a"), Make.Line("b"), Make.Line("c"), Make.Activity("End", "end"), Make.Event("wait"), Make.Join("join", "WaitAny"), Make.Line("after"), Make.Line("last"))
            .Connect("fork:A -> a -> end, fork:B -> b -> wait -> join, fork:C -> c -> join -> after -> last")
            .Simulate(new Engine.Simulation.SimulationOptions { RestartEachBurst = true });

        Assert.Equal(["a", "b", "c", "after", "last"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
        Assert.Equal(["wait"], simulation.Main.Executions.Where(execution => execution.Status == "Canceled").Select(execution => execution.ActivityId));
    }

    [Fact]
    public void EndOfAFlowchart_WithAJoinStillQueued_GoesOnAfterAWaitToo()
    {
        var simulation = new Flow()
            .Add(Make.Fork("fork", "A", "B", "C"), Make.Line("a"), Make.Line("b"), Make.Line("c"), Make.Activity("End", "end"), Make.Event("wait"), Make.Join("join", "WaitAny"), Make.Event("ask"), Make.Line("last"))
            .Connect("fork:A -> a -> end, fork:B -> b -> wait -> join, fork:C -> c -> join -> ask -> last")
            .Simulate(new Engine.Simulation.SimulationOptions { RestartEachBurst = true });

        simulation.Answer("ask", Value.Undefined);

        Assert.Equal(["a", "b", "c", "last"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void WaitAny_BesideANestedFlowchart_CancelsAllBelowItAndGoesOnOnce()
    {
        var inner = new Flow().Add(Make.Fork("inner-fork", "A", "B"), Make.Activity("Test.Patient", "ask"), Make.Sequence("s", Make.Event("e"), Make.Line("never"))).Connect("inner-fork:A -> ask, inner-fork:B -> s").Json()["root"]!.DeepClone().AsObject();
        inner["id"] = "inner";
        var simulation = new Flow().Add(Make.Fork("fork", "A", "B"), inner, Make.Event("quick"), Make.Join("join", "WaitAny"), Make.Line("after")).Connect("fork:A -> inner -> join, fork:B -> quick -> join -> after")
            .Simulate(new Engine.Simulation.SimulationOptions { RestartEachBurst = true });

        simulation.Answer("quick", Value.Undefined);

        Assert.Equal(["withdrawn ask", "after"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
        Assert.Equal(["ask", "e", "inner", "s"], simulation.Main.Executions.Where(execution => execution.Status == "Canceled").Select(execution => execution.ActivityId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void DeadPath_OfAThousandSteps_IsSkippedOnASmallStack()
    {
        var flow = new Flow().Add(Make.Decide("d", "false"), Make.Line("s0"), Make.Line("end")).Connect("d:True -> s0, d:False -> end");
        for (var step = 1; step < 1_900; step++)
        {
            flow.Add(Make.Line($"s{step}")).Connect($"s{step - 1} -> s{step}");
        }

        var definition = flow.Connect("s1899 -> end").Compile();
        BurstResult? result = null;
        var thread = new Thread(() => result = WorkflowEngine.Run(definition, InstanceState.New("i", "flow-v1"), new Start(Value.Undefined), Now), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal(1_900, result!.Journal.Trace.Count(entry => entry.Kind == TraceKind.Skipped));
        Assert.Equal(WorkflowSubStatus.Finished, result.State.SubStatus);
    }
}
