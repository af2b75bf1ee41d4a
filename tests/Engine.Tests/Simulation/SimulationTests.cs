using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Simulation;

public sealed class SimulationTests
{
    private static readonly Flow Task = new Flow()
        .Add(Make.Activity("Test.Patient", "ask"), Make.Line("done"), Make.Line("late"), Make.Line("refused"))
        .Connect("ask -> done, ask:Overdue -> late, ask:Refused -> refused");

    [Fact]
    public void AdvanceTo_AMonthLater_FiresEachTimerAtItsOwnInstant()
    {
        var simulation = Task.Simulate();
        var start = simulation.Now;

        simulation.AdvanceTo(start.AddDays(30));

        Assert.Equal([start, start.AddDays(1), start.AddDays(2), start.AddDays(4)], simulation.Steps.Select(step => step.At));
        Assert.Equal(start.AddDays(30), simulation.Now);
        Assert.Equal("late", simulation.Lines.Last());
    }

    [Fact]
    public void RunToEnd_WithAChosenAnswer_TakesThatWay()
    {
        var simulation = new Engine.Simulation.Simulation(Task.Compile(), new SimulationOptions { Seed = 4, Answers = wait => wait.Kind == "Task" ? Value.Map(("outcome", "Refused")) : null });
        for (var seed = 1UL; !simulation.Lines.Contains("refused") && seed < 50; seed++)
        {
            simulation = new Engine.Simulation.Simulation(Task.Compile(), new SimulationOptions { Seed = seed, Answers = wait => wait.Kind == "Task" ? Value.Map(("outcome", "Refused")) : null });
            Assert.True(simulation.RunToEnd());
            Assert.DoesNotContain("done", simulation.Lines);
        }

        Assert.Contains("refused", simulation.Lines);
    }

    [Fact]
    public void RunToEnd_OverManySeeds_FindsEveryWayAndRepeatsForTheSameSeed()
    {
        string Run(ulong seed)
        {
            var simulation = new Engine.Simulation.Simulation(Task.Compile(), new SimulationOptions { Seed = seed });
            Assert.True(simulation.RunToEnd());
            return string.Join(',', simulation.Lines);
        }

        var ends = Enumerable.Range(1, 60).Select(seed => Run((ulong)seed)).ToList();

        Assert.Equal(["done", "late", "refused"], ends.Select(lines => lines.Split(',')[^1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(ends, Enumerable.Range(1, 60).Select(seed => Run((ulong)seed)));
    }

    [Fact]
    public void Publish_ToAWaitingInstance_ResumesIt()
    {
        var simulation = new Flow().Add(Make.Event("decided"), Make.Say("say", "getLastResult()")).Connect("decided -> say").Simulate(new SimulationOptions { CorrelationId = "NC-1" });

        simulation.Publish("decided", "no", correlationId: "NC-2");
        Assert.Empty(simulation.Lines);
        simulation.Publish("decided", "yes", correlationId: "NC-1");

        Assert.Equal(["yes"], simulation.Lines);
    }

    [Fact]
    public void Publish_ForACorrelation_ReachesTheChildrenThatInheritedIt()
    {
        var child = new Flow { Id = "child" }.Add(Make.Event("decided"));
        var simulation = new Flow()
            .Add(Make.Activity("Elsa.DispatchWorkflow", "start", ("workflowDefinitionId", Make.Literal("child", "String"))))
            .Simulate(new SimulationOptions { CorrelationId = "NC-1", Workflows = _ => child.Compile() });
        Assert.Equal(2, simulation.Instances.Count);

        simulation.Publish("decided", "yes", correlationId: "NC-1");

        Assert.Equal(WorkflowStatus.Finished, simulation.Instances[1].State.Status);
    }

    [Fact]
    public void Executions_SayWhatBecameOfEachActivity()
    {
        var simulation = new Flow().Add(Make.Fork("fork", "A", "B"), Make.Event("a"), Make.Event("b"), Make.Join("join", "WaitAny"), Make.Event("open")).Connect("fork:A -> a -> join -> open, fork:B -> b -> join").Simulate();
        simulation.Answer("a", Value.Undefined);

        Assert.Equal(
            ["Workflow1 Elsa.Workflow Running", "chart Elsa.Flowchart Running", "fork Elsa.FlowFork Completed", "a Elsa.Event Completed", "b Elsa.Event Canceled", "join Elsa.FlowJoin Completed", "open Elsa.Event Running"],
            simulation.Main.Executions.Select(execution => $"{execution.ActivityId} {execution.ActivityType} {execution.Status}"));
        Assert.Equal(WorkflowStatus.Running, simulation.Main.State.Status);
    }
}
