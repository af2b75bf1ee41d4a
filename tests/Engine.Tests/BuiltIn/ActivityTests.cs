using System.Text.Json.Nodes;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.BuiltIn;

public sealed class ActivityTests
{
    private static readonly string[] Catalogue =
    [
        "Elsa.Break", "Elsa.BulkDispatchWorkflows", "Elsa.Complete", "Elsa.Correlate", "Elsa.Cron", "Elsa.Delay", "Elsa.DispatchWorkflow", "Elsa.End", "Elsa.Event",
        "Elsa.ExecuteWorkflow", "Elsa.Fault", "Elsa.Finish", "Elsa.FlowDecision", "Elsa.FlowFork", "Elsa.FlowJoin", "Elsa.FlowNode", "Elsa.FlowSwitch", "Elsa.Flowchart",
        "Elsa.For", "Elsa.ForEach", "Elsa.Fork", "Elsa.If", "Elsa.Parallel", "Elsa.ParallelForEach", "Elsa.PublishEvent", "Elsa.RunJavaScript", "Elsa.RunTask",
        "Elsa.Sequence", "Elsa.SetName", "Elsa.SetOutput", "Elsa.SetVariable", "Elsa.Start", "Elsa.StartAt", "Elsa.Switch", "Elsa.Timer", "Elsa.While", "Elsa.WriteLine",
    ];

    private static JsonObject Case(string label, string condition, JsonObject? activity = null) =>
        new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition }, ["activity"] = activity };

    private static string[] Lines(JsonObject root, params (string Activity, Value Payload)[] answers)
    {
        var simulation = new Flow().Variable("N", "Int32", "2").Root(root).Simulate(new SimulationOptions { RestartEachBurst = true });
        foreach (var (activity, payload) in answers)
        {
            Assert.True(simulation.Answer(activity, payload));
        }

        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
        return [.. simulation.Lines];
    }

    [Fact]
    public void All_HasTheWholeCatalogueEachDescribed()
    {
        Assert.Equal(Catalogue.Order(StringComparer.Ordinal), BuiltInActivities.All.Select(activity => activity.Descriptor.Type));
        Assert.All(BuiltInActivities.All, activity => Assert.True(activity.Descriptor is { DisplayName.Length: > 0, Description.Length: > 0, Category.Length: > 0 }, activity.Descriptor.Type));
    }

    [Theory]
    [InlineData("MatchFirst", "two")]
    [InlineData("MatchAny", "two,three")]
    public void Switch_RunsTheFirstTrueCaseOrAll(string mode, string expected)
    {
        var cases = new JsonArray(Case("one", "variables.N == 1", Make.Line("one")), Case("two", "variables.N == 2", Make.Line("two")), Case("three", "true", Make.Line("three")));

        Assert.Equal(expected.Split(','), Lines(Make.Activity("Switch", "s", ("cases", cases), ("mode", Make.Literal(mode)), ("default", Make.Line("default")))));
    }

    [Fact]
    public void Switch_WithNoTrueCase_RunsTheDefault() =>
        Assert.Equal(["default"], Lines(Make.Activity("Switch", "s", ("cases", new JsonArray(Case("one", "false", Make.Line("one")))), ("default", Make.Line("default")))));

    [Fact]
    public void Fork_WaitAny_CancelsTheOtherBranches()
    {
        var branches = new JsonArray(Make.Event("slow"), Make.Activity("Test.Patient", "ask"), Make.Sequence("s", Make.Event("quick"), Make.Line("first")));

        Assert.Equal(["first", "withdrawn ask"], Lines(Make.Activity("Fork", "f", ("branches", branches), ("joinMode", "WaitAny")), ("quick", Value.Undefined)));
    }

    [Fact]
    public void Fork_WaitAll_WaitsForEveryBranch() =>
        Assert.Equal(["a", "b"], Lines(Make.Activity("Fork", "f", ("branches", new JsonArray(Make.Sequence("s", Make.Event("e"), Make.Line("b")), Make.Line("a"))), ("joinMode", "WaitAll")), ("e", Value.Undefined)));

    [Theory]
    [InlineData("ForEach", "items", "[1, 2, 3, 4]")]
    [InlineData("For", "end", "4")]
    public void Break_InANestedStep_LeavesTheLoopOnly(string loop, string input, string script)
    {
        var body = Make.Sequence("body", Make.Say("say", "getVariable('CurrentValue')"), Make.Activity("If", "if", ("condition", Make.Script("getVariable('CurrentValue') == 2")), ("then", Make.Activity("Break", "break"))), Make.Line("next"));
        var root = Make.Sequence("all", Make.Activity(loop, "loop", (input, Make.Script(script)), ("start", Make.Literal(1)), ("body", body)), Make.Line("after"));

        Assert.Equal(["1", "next", "2", "after"], Lines(root));
    }

    [Fact]
    public void Complete_InAWorkflowUsedAsAnActivity_LeavesByItsOutcomesFromAnyDepth()
    {
        var inner = new Flow { Id = "inner" }.Add(Make.Event("e"), Make.Sequence("s", Make.Activity("Complete", "c", ("outcomes", Make.Literal(new JsonArray("Approved", "Told")))), Make.Line("never")), Make.Event("beside")).Connect("e -> s, e -> beside");
        var outer = new Flow().Add(Make.Activity("Inner.Name", "use", ("workflowDefinitionId", "inner")), Make.Line("approved"), Make.Line("told"), Make.Line("done")).Connect("use:Approved -> approved, use:Told -> told, use -> done");
        var simulation = new Engine.Simulation.Simulation(outer.Compile(inner));
        simulation.Start();
        simulation.Answer("e", Value.Undefined);

        Assert.Equal(["approved", "told"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
    }

    [Fact]
    public void WorkflowAsActivity_UsedTwice_KeepsInputsAndOutputsApart()
    {
        var inner = new Flow { Id = "inner" }.Variable("Mine", "Int32", "0").Add(Make.Set("m", "Mine", "getInput('X') * 2"), Make.Event("wait"), Make.Activity("SetOutput", "o", ("outputName", Make.Literal("Y")), ("outputValue", Make.Script("variables.Mine + 1")))).Connect("m -> wait -> o").Json();
        inner["inputs"] = new JsonArray(new JsonObject { ["name"] = "X", ["type"] = "Int32" });
        inner["outputs"] = new JsonArray(new JsonObject { ["name"] = "Y", ["type"] = "Int32" });
        JsonObject Use(string id, int x, string variable) => Make.Activity("Inner", id, ("workflowDefinitionId", "inner"), ("x", Make.Literal(x)), ("y", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } }));
        var outer = new Flow().Variable("A", "Int32").Variable("B", "Int32").Root(Make.Sequence("s", Make.Container("Parallel", "p", Use("one", 10, "v-A"), Use("two", 20, "v-B")), Make.Say("say", "`${variables.A} ${variables.B}`"))).Definition();
        var (compiled, problems) = Engine.Definitions.DefinitionCompiler.Compile(outer, Flow.Catalogue, (_, _) => Flow.Read(inner));
        Assert.Empty(problems);

        var simulation = new Engine.Simulation.Simulation(compiled!, new SimulationOptions { RestartEachBurst = true });
        simulation.Start();
        simulation.Answer("wait", Value.Undefined);
        simulation.Answer("wait", Value.Undefined);

        Assert.Equal(["21 41"], simulation.Lines);
    }

    [Fact]
    public void WorkflowAsActivity_ThatUsesItself_IsAProblem()
    {
        var self = new Flow { Id = "self" }.Add(Make.Activity("Self", "use", ("workflowDefinitionId", "self")));

        var (_, problems) = Engine.Definitions.DefinitionCompiler.Compile(self.Definition(), Flow.Catalogue, (_, _) => self.Definition());

        Assert.Equal("workflow-uses-itself", Assert.Single(problems).Code);
    }

    [Fact]
    public void Fault_OpensAnIncidentWithItsCodeAndMessage()
    {
        var simulation = new Flow().Add(Make.Activity("Fault", "f", ("code", Make.Literal("NO-PLACE")), ("message", Make.Literal("No place was found.")))).Simulate();

        var incident = Assert.Single(simulation.Main.State.Incidents);
        Assert.Equal(("NO-PLACE", "No place was found."), (incident.Cause, incident.Message));
    }

    [Fact]
    public void NameCorrelationAndOutputs_AreKeptAndToldOf()
    {
        var simulation = new Flow().Root(Make.Sequence(
            "s",
            Make.Activity("SetName", "n", ("value", Make.Script("'Referral ' + getInput('Ref')"))),
            Make.Activity("Correlate", "c", ("correlationId", Make.Literal("NC-26-0147"))),
            Make.Activity("SetOutput", "o", ("outputName", Make.Literal("Answer")), ("outputValue", Make.Literal(42))),
            Make.Say("say", "`${getWorkflowInstanceName()} ${getCorrelationId()}`"))).Simulate(new SimulationOptions { Input = Value.Map(("Ref", "7")) });

        Assert.Equal(["Referral 7 NC-26-0147"], simulation.Lines);
        Assert.Equal(("Referral 7", "NC-26-0147", 42), (simulation.Main.State.Name, simulation.Main.State.CorrelationId, simulation.Main.State.Output["Answer"].AsNumber));
        Assert.Contains(new NameChanged("Referral 7"), simulation.Effects);
        Assert.Contains(new CorrelationChanged("NC-26-0147"), simulation.Effects);
    }

    [Fact]
    public void Event_AndPublishEvent_CarryThePayloadToInstancesOfTheCorrelation()
    {
        var waiting = new Flow { Id = "waiting" }.Add(Make.Activity("Event", "e", ("eventName", Make.Literal("decided"))), Make.Say("say", "getOutputFrom('e', 'Result').word")).Connect("e -> say").Compile();
        var flow = new Flow().Root(Make.Sequence(
            "s",
            Make.Activity("DispatchWorkflow", "one", ("workflowDefinitionId", Make.Literal("waiting")), ("correlationId", Make.Literal("1"))),
            Make.Activity("DispatchWorkflow", "two", ("workflowDefinitionId", Make.Literal("waiting")), ("correlationId", Make.Literal("2"))),
            Make.Delay("d", "01:00:00"),
            Make.Activity("PublishEvent", "p", ("eventName", Make.Literal("decided")), ("correlationId", Make.Literal("2")), ("payload", Make.Script("({ word: 'yes' })")))));
        var simulation = new Engine.Simulation.Simulation(flow.Compile(), new SimulationOptions { Workflows = _ => waiting });
        simulation.Start();
        simulation.FireNextTimer();

        Assert.Equal(["yes"], simulation.Lines);
        Assert.Equal([WorkflowSubStatus.Suspended, WorkflowSubStatus.Finished], simulation.Instances.Skip(1).Select(instance => instance.State.SubStatus));
    }

    [Fact]
    public void RunTask_IsAnsweredWithAResult()
    {
        var task = Make.Activity("RunTask", "t", ("taskName", Make.Literal("lookup")), ("payload", Make.Literal("x")));

        Assert.Equal(["found"], Lines(Make.Sequence("s", task, Make.Say("say", "getLastResult()")), ("t", "found")));
    }

    [Fact]
    public void RunJavaScript_ChoosesItsOutcomeAndSetsVariables()
    {
        var simulation = new Flow().Variable("N", "Int32", "2")
            .Add(Make.Activity("RunJavaScript", "run", ("script", Make.Script("setVariable('N', 5); setOutcome('High'); return 7"))), Make.Say("high", "`${variables.N} ${getLastResult()}`"), Make.Line("done"))
            .Connect("run:High -> high, run -> done").Simulate();

        Assert.Equal(["5 7"], simulation.Lines);
    }

    [Theory]
    [InlineData("Timer", "interval", "03:00:00", "2026-09-01T12:00:00Z")]
    [InlineData("Cron", "cronExpression", "0 30 7 * * *", "2026-09-02T06:30:00Z")]
    [InlineData("StartAt", "dateTime", "2026-12-24T08:00:00Z", "2026-12-24T08:00:00Z")]
    public void TimeActivities_InTheMiddleOfAFlow_WaitOnceAndAsATriggerGoOn(string type, string input, string value, string due)
    {
        var trigger = Make.Activity(type, "trigger", (input, Make.Literal(value)));
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var flow = new Flow().Add(Make.Line("other"), trigger, Make.Line("after")).Connect("trigger -> after");

        var waited = flow.Simulate();
        var timer = Assert.Single(waited.Main.State.Timers);
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), timer.Due);
        Assert.True(waited.FireNextTimer());
        Assert.Equal(["after"], waited.Lines);

        var triggered = new Engine.Simulation.Simulation(flow.Compile());
        triggered.Start("trigger");
        Assert.Equal(["after"], triggered.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, triggered.Main.State.SubStatus);
    }

    [Fact]
    public void StartAt_ThatHasPassed_GoesOnAtOnce() =>
        Assert.Equal(["after"], Lines(Make.Sequence("s", Make.Activity("StartAt", "a", ("dateTime", Make.Literal("2020-01-01T00:00Z"))), Make.Line("after"))));

    [Fact]
    public void Delay_BeyondTheYear9999_IsAnIncidentNotACrash()
    {
        var simulation = new Flow().Add(Make.Delay("d", "10000000.00:00:00")).Simulate();

        Assert.Equal("value", Assert.Single(simulation.Main.State.Incidents).Cause);
    }

    [Fact]
    public void Trigger_AmongSeveral_StartsAtTheOneThatFired()
    {
        JsonObject Trigger(string id)
        {
            var trigger = Make.Event(id);
            trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
            return trigger;
        }

        var flow = new Flow().Add(Trigger("a"), Trigger("b"), Make.Line("from-a"), Make.Line("from-b"), Make.Line("both")).Connect("a -> from-a -> both, b -> from-b -> both").Compile();
        var simulation = new Engine.Simulation.Simulation(flow, new SimulationOptions { RestartEachBurst = true });
        simulation.Start("b");

        Assert.Equal(["from-b", "both"], simulation.Lines);
    }

    [Fact]
    public void WorkflowAsActivity_ThatChangedBesideARunningStep_IsFoundAgainByItsIds()
    {
        var one = new Flow { Id = "inner" }.Add(Make.Line("i1"), Make.Event("i2")).Connect("i1 -> i2");
        var two = new Flow { Id = "inner" }.Add(Make.Line("i0"), Make.Line("i1"), Make.Event("i2")).Connect("i0 -> i1 -> i2");
        var outer = new Flow().Root(Make.Container("Parallel", "p", Make.Sequence("first", Make.Activity("Inner", "use", ("workflowDefinitionId", "inner"))), Make.Sequence("second", Make.Event("wait"), Make.Say("say", "getLastResult()"))));
        var before = outer.Compile(one);
        var now = new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
        var state = WorkflowEngine.Run(before, InstanceState.New("i", "flow-v1"), new Engine.Execution.Start(Value.Undefined), now).State;
        Assert.Equal(new Engine.Definitions.UsedWorkflow("inner", "inner-v1"), Assert.Single(before.UsedWorkflows));
        var inside = state.Waits.Single(wait => wait.ActivityId == "i2");
        state = WorkflowEngine.Run(before, state, new ResumeWait(inside.WaitId, Value.Undefined), now).State;

        var after = WorkflowEngine.Run(outer.Compile(two), InstanceState.FromBytes(state.ToBytes()), new ResumeWait(state.Waits.Single().WaitId, "found"), now);

        Assert.Equal(["found"], after.Effects.OfType<LineWritten>().Select(line => line.Text));
        Assert.Equal(WorkflowSubStatus.Finished, after.State.SubStatus);
    }

    [Fact]
    public void WorkflowAsActivity_ThatChangedWhileItRuns_IsRefusedInsteadOfRunWrongly()
    {
        var outer = new Flow().Add(Make.Activity("Inner", "use", ("workflowDefinitionId", "inner")));
        var now = new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
        var state = WorkflowEngine.Run(outer.Compile(new Flow { Id = "inner" }.Add(Make.Line("i1"), Make.Event("i2")).Connect("i1 -> i2")), InstanceState.New("i", "flow-v1"), new Engine.Execution.Start(Value.Undefined), now).State;
        var changed = outer.Compile(new Flow { Id = "inner" }.Add(Make.Event("i2")));

        Assert.Throws<InvalidDataException>(() => WorkflowEngine.Run(changed, state, new ResumeWait(state.Waits[0].WaitId, Value.Undefined), now));
    }

    [Fact]
    public void WorkflowPins_BindAUsedWorkflowToItsVersionAndLeaveChildrenOfTheirOwnAlone()
    {
        var json = new Flow().Add(Make.Activity("FlowNode", "node", ("body", Make.Activity("Inner", "use", ("workflowDefinitionId", "inner")))), Make.Activity("Gone", "gone", ("workflowDefinitionId", "gone")), Make.Activity("DispatchWorkflow", "own", ("workflowDefinitionId", Make.Literal("inner")))).Json();

        Engine.Definitions.WorkflowPins.Apply(json["root"], (id, _) => id == "inner" ? new Flow { Id = "inner" }.Add(Make.Line("a")).Definition() : null);

        var activities = json["root"]!["activities"]!;
        Assert.Equal("inner-v1", (string?)activities[0]!["body"]!["workflowDefinitionVersionId"]);
        Assert.False(activities[1]!.AsObject().ContainsKey("workflowDefinitionVersionId"));
        Assert.False(activities[2]!.AsObject().ContainsKey("workflowDefinitionVersionId"));
    }
}
