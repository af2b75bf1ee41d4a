using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Execution;

public sealed class ChildTests
{
    private static readonly Flow Child = new Flow { Id = "child" }
        .Variable("Fails", "Boolean", "false")
        .Add(Make.Event("go"), Make.Activity("Test.Failing", "failing", ("fails", Make.Script("getInput('Fails') === true"))), Make.Activity("SetOutput", "output", ("outputName", Make.Literal("Answer")), ("outputValue", Make.Script("getInput('Question') + 1"))))
        .Connect("go -> failing -> output");

    private static Engine.Simulation.Simulation Parent(string type = "DispatchWorkflow", bool wait = true, string input = "({ Question: 41 })", string? strategy = null)
    {
        var flow = new Flow { Id = "parent" }
            .Add(
                Make.Activity(type, "start", ("workflowDefinitionId", Make.Literal("child")), ("waitForCompletion", Make.Literal(wait)), ("input", Make.Script(input)), ("correlationId", Make.Literal("NC-1"))),
                Make.Say("done", "`done ${toJson(getLastResult())}`"),
                Make.Line("completed"),
                Make.Line("faulted"),
                Make.Line("cancelled"))
            .Connect("start -> done, start:Completed -> completed, start:Faulted -> faulted, start:Cancelled -> cancelled");
        if (strategy is not null)
        {
            Child.Options["incidentStrategyType"] = strategy;
        }
        else
        {
            Child.Options.Remove("incidentStrategyType");
        }

        var child = Child.Compile();
        var simulation = new Engine.Simulation.Simulation(flow.Compile(), new SimulationOptions { Workflows = id => id == "child" ? child : null });
        simulation.Start();
        return simulation;
    }

    [Theory]
    [InlineData("DispatchWorkflow", "WorkflowDefinitionId CorrelationId Input WaitForCompletion StartNewTrace ChannelName")]
    [InlineData("ExecuteWorkflow", "WorkflowDefinitionId CorrelationId Input WaitForCompletion")]
    [InlineData("BulkDispatchWorkflows", "WorkflowDefinitionId Items DefaultItemInputKey CorrelationIdFunction Input WaitForCompletion StartNewTrace ChannelName")]
    public void Descriptor_OfWhatStartsAnother_HasElsasInputs(string type, string inputs)
    {
        var descriptor = BuiltInActivities.All.Select(activity => activity.Descriptor).Single(one => one.Type == "Elsa." + type);

        Assert.Equal(inputs, string.Join(' ', descriptor.Inputs.Select(input => input.Name)));
    }

    [Theory]
    [InlineData("DispatchWorkflow", true)]
    [InlineData("ExecuteWorkflow", false)]
    public void Child_ThatCompletes_LetsItsParentGoOnByItsOutcome(string type, bool inBackground)
    {
        var simulation = Parent(type);
        var request = simulation.Effects.OfType<ChildRequested>().Single();
        Assert.Equal((inBackground, true, "NC-1", "child"), (request.InBackground, request.WaitForCompletion, request.CorrelationId, request.DefinitionId));
        Assert.Equal(("Child", request.ChildInstanceId), (simulation.Main.State.Waits[0].Kind, simulation.Main.State.Waits[0].Key));

        simulation.Answer("go", Value.Undefined);

        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
        Assert.Equal(("tried", "completed"), (simulation.Lines.First(), simulation.Lines.Last()));
    }

    [Theory]
    [InlineData("Completed", "Finished")]
    [InlineData("Faulted", "Faulted")]
    [InlineData("Cancelled", "Cancelled")]
    public void ExecuteWorkflow_OfAChildThatEnded_GivesItsResultOurNamesAndElsas(string outcome, string subStatus)
    {
        var simulation = Parent("ExecuteWorkflow");

        var child = End(simulation, Enum.Parse<ChildOutcome>(outcome));

        Assert.Equal(
            $$$"""done {"Output":{"Answer":42},"Status":"Finished","SubStatus":"{{{subStatus}}}","WorkflowInstanceId":"{{{child}}}","instanceId":"{{{child}}}","outcome":"{{{outcome}}}","output":{"Answer":42}}""",
            simulation.Lines.First());
    }

    [Fact]
    public void ExecuteWorkflow_ThatDoesNotWait_GivesElsasNamesOfAChildThatHasNotStarted()
    {
        var simulation = Parent("ExecuteWorkflow", wait: false);

        var child = simulation.Effects.OfType<ChildRequested>().Single().ChildInstanceId;
        Assert.Equal($$$"""done {"Output":{},"Status":"Running","SubStatus":"Pending","WorkflowInstanceId":"{{{child}}}","instanceId":"{{{child}}}"}""", simulation.Lines.First());
    }

    [Fact]
    public void DispatchWorkflow_OfAChildThatEnded_GivesTheChildsOutputsByNameBesideOurNames()
    {
        var simulation = Parent("DispatchWorkflow");

        var child = End(simulation, ChildOutcome.Completed, Value.Map(("Answer", 42), ("outcome", "hidden by ours")));

        Assert.Equal($$$"""done {"Answer":42,"instanceId":"{{{child}}}","outcome":"Completed","output":{"Answer":42,"outcome":"hidden by ours"}}""", simulation.Lines.First());
    }

    [Fact]
    public void DispatchWorkflow_OfAChildThatGaveNothingBack_SaysHowItEnded()
    {
        var simulation = Parent("DispatchWorkflow");

        var child = End(simulation, ChildOutcome.Faulted, Value.Undefined);

        Assert.Equal($$$"""done {"instanceId":"{{{child}}}","outcome":"Faulted"}""", simulation.Lines.First());
    }

    /// <summary>Tells the parent that its child ended like this, whatever the child does. Gives the child's id.</summary>
    private static string End(Engine.Simulation.Simulation simulation, ChildOutcome outcome, Value? output = null)
    {
        var child = simulation.Effects.OfType<ChildRequested>().Single().ChildInstanceId;
        simulation.Send("simulated", new ChildEnded(child, outcome, output ?? Value.Map(("Answer", 42))));
        return child;
    }

    [Fact]
    public void Child_ThatFaults_IsSeenByItsParent()
    {
        var simulation = Parent(input: "({ Question: 1, Fails: true })", strategy: "FaultStrategy");

        simulation.Answer("go", Value.Undefined);

        Assert.Equal("faulted", simulation.Lines.Last());
    }

    [Fact]
    public void Child_ThatIsCancelled_IsSeenByItsParent()
    {
        var simulation = Parent();

        simulation.Send(simulation.Instances[1].State.InstanceId, new CancelInstance("not needed"));

        Assert.Equal("cancelled", simulation.Lines.Last());
        Assert.Equal(WorkflowSubStatus.Cancelled, simulation.Instances[1].State.SubStatus);
    }

    [Fact]
    public void CancelInstance_WithAWaitingChild_CancelsTheChildToo()
    {
        var simulation = Parent();

        simulation.Send("simulated", new CancelInstance("withdrawn"));

        Assert.All(simulation.Instances, instance => Assert.Equal(WorkflowSubStatus.Cancelled, instance.State.SubStatus));
        Assert.All(simulation.Instances, instance => Assert.Empty(instance.State.Waits));
    }

    [Fact]
    public void Child_NotWaitedFor_LetsItsParentGoOnAndIsNotCancelledWithIt()
    {
        var simulation = Parent(wait: false);

        Assert.Equal(WorkflowSubStatus.Finished, simulation.Main.State.SubStatus);
        Assert.Equal(WorkflowSubStatus.Suspended, simulation.Instances[1].State.SubStatus);
    }

    [Fact]
    public void ChildIds_OfAGuidParent_AreGuidsOfItsFormAndRepeatable()
    {
        var parent = "018f2b5e6c8a7b3c9d4e5f60718293a4";

        var child = Ids.Child(parent, 7);

        Assert.True(Guid.TryParseExact(child, "N", out _));
        Assert.Equal(child, Ids.Child(parent, 7));
        Assert.NotEqual(child, Ids.Child(parent, 8));
    }

    [Fact]
    public void BulkDispatch_WhichWaitsUnlessToldOtherwise_RunsTheBodyForEachChildAndSaysIfOneWasCancelled()
    {
        var flow = new Flow { Id = "parent" }
            .Add(
                Make.Activity(
                    "BulkDispatchWorkflows",
                    "bulk",
                    ("workflowDefinitionId", Make.Literal("child")),
                    ("items", Make.Script("[1, { Question: 5 }, 3]")),
                    ("defaultItemInputKey", Make.Literal("Question")),
                    ("correlationIdFunction", Make.Script("`c-${args.item.Question ?? getQuestion()}`")),
                    ("childCompleted", Make.Say("each", "`each ${getVariable('CurrentValue').output.Answer} ${getChildInstanceId() === variables.CurrentValue.instanceId && variables.ChildInstanceId.length > 0}`")),
                    ("childFaulted", Make.Say("not", "getVariable('CurrentValue').outcome"))),
                Make.Line("completed"),
                Make.Line("canceled"))
            .Connect("bulk:Completed -> completed, bulk:Canceled -> canceled");
        Child.Options.Remove("incidentStrategyType");
        var child = Child.Compile();
        var simulation = new Engine.Simulation.Simulation(flow.Compile(), new SimulationOptions { Workflows = _ => child });
        simulation.Start();
        Assert.Equal(["c-1", "c-5", "c-3"], simulation.Effects.OfType<ChildRequested>().Select(request => request.CorrelationId));

        simulation.Answer("go", Value.Undefined);
        simulation.Send(simulation.Instances[2].State.InstanceId, new CancelInstance("one less"));
        simulation.Answer("go", Value.Undefined);

        Assert.Equal(["tried", "each 2 true", "Cancelled", "tried", "each 4 true", "canceled"], simulation.Lines);
    }
}
