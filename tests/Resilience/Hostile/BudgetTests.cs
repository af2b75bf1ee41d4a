using System.Diagnostics;
using System.Globalization;
using System.Text;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit;
using static CaseFlow.Resilience.Hostile.EvilDefinition;

namespace CaseFlow.Resilience.Hostile;

/// <summary>R20: what would never end in one burst is stopped and becomes an incident; R21: nothing passes from one case to another.</summary>
public class BudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("step to itself")]
    [InlineData("loop of a decision")]
    [InlineData("while true")]
    [InlineData("for without end")]
    public void Run_LoopWithoutAWait_BecomesAnIncident(string name)
    {
        var definition = Compile(name switch
        {
            "step to itself" => Workflow(Line("a"), Arrow("a", "a")),
            "loop of a decision" => Workflow(Line("a") + ",{\"id\":\"d\",\"type\":\"Elsa.FlowDecision\",\"condition\":true}", Arrow("a", "d") + "," + Arrow("d", "a", "True")),
            "while true" => "{\"id\":\"v\",\"definitionId\":\"d\",\"root\":{\"id\":\"w\",\"type\":\"Elsa.While\",\"condition\":true,\"body\":" + Line("a") + "}}",
            _ => "{\"id\":\"v\",\"definitionId\":\"d\",\"root\":{\"id\":\"w\",\"type\":\"Elsa.For\",\"start\":0,\"end\":2000000000,\"body\":" + Line("a") + "}}",
        });
        var clock = Stopwatch.StartNew();
        var result = Start(definition, "loop");
        Assert.Equal("step-budget", Assert.Single(result.State.Incidents).Cause);
        Assert.Equal(WorkflowSubStatus.Suspended, result.State.SubStatus);
        Assert.InRange(result.Journal.Trace.Length, 9_000, 25_000);
        Summary.Line(string.Create(CultureInfo.InvariantCulture, $"R20 budgets: {name} stopped after 10,000 steps in {clock.Elapsed.TotalMilliseconds:0} ms"));
    }

    [Theory]
    [InlineData("fork bomb")]
    [InlineData("parallel for each")]
    public void Run_TooManyAtOnce_BecomesAnIncident(string name)
    {
        var definition = Compile(name switch
        {
            // Each round starts another wait beside the loop.
            "fork bomb" => Workflow(Line("a") + ",{\"id\":\"e\",\"type\":\"Elsa.Event\",\"eventName\":\"x\"}", string.Join(',', Arrow("a", "a"), Arrow("a", "e"))),
            _ => "{\"id\":\"v\",\"definitionId\":\"d\",\"root\":{\"id\":\"p\",\"type\":\"Elsa.ParallelForEach\",\"items\":{\"typeName\":\"Object\",\"expression\":{\"type\":\"JavaScript\",\"value\":\"Array.from({ length: 5000 })\"}},\"body\":{\"id\":\"e\",\"type\":\"Elsa.Event\",\"eventName\":\"x\"}}}",
        });
        var result = Start(definition, "bomb");
        Assert.NotEmpty(result.State.Incidents);
        Assert.InRange(result.State.Executions.Length, 1, 1_010);
        Assert.True(result.State.ToBytes().Length < 256 * 1024);
    }

    [Fact]
    public void Run_OtherCases_AreUnaffectedByAnEndlessOne()
    {
        var endless = Compile(Workflow(Line("a"), Arrow("a", "a")));
        var good = Compile(Workflow(Line("a") + "," + Line("b"), Arrow("a", "b")));
        var before = Start(good, "good").State.ToBytes();
        Start(endless, "endless");
        Assert.Equal(before, Start(good, "good").State.ToBytes());
    }

    [Fact]
    public void Run_TwoCasesOfOneDefinition_ShareNothing()
    {
        var definition = Compile(Workflow(
            string.Join(',', Script("a", "variables.List.push(getWorkflowInstanceId()); const o = {}; o.__proto__ = { leaked: 1 }; Object.keys(variables.List).length"),
                "{\"id\":\"e\",\"type\":\"Elsa.Event\",\"eventName\":\"x\"}",
                Script("b", "[typeof leaked, ({}).leaked, variables.List.join('+'), Math.random() === Math.random()].join()")),
            Arrow("a", "e") + "," + Arrow("e", "b"),
            "\"variables\":[{\"id\":\"l\",\"name\":\"List\",\"typeName\":\"JSON\",\"value\":\"[]\"}],"));
        var cases = Enumerable.Range(0, 50).Select(index => Start(definition, "case" + Number(index)).State).ToArray();
        for (var index = cases.Length - 1; index >= 0; index--)
        {
            var state = InstanceState.FromBytes(cases[index].ToBytes());
            Assert.True(state.Waits.Length == 1, string.Join(' ', state.Incidents));
            var result = WorkflowEngine.Run(definition, state, new ResumeWait(state.Waits[0].WaitId, Value.Undefined), Now);
            Assert.Empty(result.State.Incidents);
            Assert.Equal($"undefined,,case{Number(index)},false", Assert.Single(result.Effects.OfType<LineWritten>()).Text);
        }
    }

    [Fact]
    public void Run_FaultingExpression_LeavesVariablesAsTheyWere()
    {
        var definition = Compile(Workflow(Script("a", "variables.X = 5; while (true) {}"), "", "\"variables\":[{\"id\":\"x\",\"name\":\"X\",\"typeName\":\"Int32\",\"value\":\"1\"}],"));
        var result = Start(definition, "fault");
        Assert.Contains("steps", Assert.Single(result.State.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal(Value.Of(1), result.State.Variables["X"]);
    }

    private static CompiledDefinition Compile(string json)
    {
        var (definition, problems) = DefinitionReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.True(definition is not null, string.Join('\n', problems));
        return DefinitionCompiler.Compile(definition, Flow.Catalogue).Compiled!;
    }

    private static BurstResult Start(CompiledDefinition definition, string instance) =>
        WorkflowEngine.Run(definition, InstanceState.New(instance, definition.DefinitionVersionId), new Start(Value.EmptyMap), Now);
}
