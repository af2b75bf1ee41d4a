using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Tests.Soundness;

/// <summary>Processes that start themselves; the id of these is "test".</summary>
public class SelfStartRuleTests
{
    [Theory]
    [InlineData("Elsa.DispatchWorkflow")]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.BulkDispatchWorkflows")]
    public void Starts_ItselfWithNothingToWaitFor_IsAnError(string type)
    {
        var problem = Assert.Single(Chart().Lines("a").Step("p", type, Itself).Link("a > p").Check());
        Assert.Equal((ProblemSeverity.Error, "starts-itself", "p", "$.root.activities[1].workflowDefinitionId"), (problem.Severity, problem.Code, problem.ActivityId, problem.Path));
    }

    [Fact]
    public void Starts_ItselfBehindAChoice_IsAWarning()
    {
        var problem = Assert.Single(Chart().Input("X").Decision("d").Lines("a").Step("p", "Elsa.DispatchWorkflow", Itself).Link("d:True > p, d:False > a").Check());
        Assert.Equal((ProblemSeverity.Warning, "starts-itself"), (problem.Severity, problem.Code));
        Assert.Equal("starts-itself p", Chart().Step("i", "Elsa.If", ("condition", TestChart.Script("true")), ("then", Chart().Step("p", "Elsa.DispatchWorkflow", Itself).Chart("inner"))).Findings());
    }

    [Fact]
    public void Starts_ItselfAfterAWait_IsNot()
    {
        Assert.Equal("", Chart().Waits("w").Step("p", "Elsa.DispatchWorkflow", Itself).Link("w > p").Findings());
        Assert.Equal("", Chart().Waits("w").Step("c", "Elsa.FlowNode", ("body", Chart().Step("p", "Elsa.DispatchWorkflow", Itself).Chart("inner"))).Link("w > c").Findings());
        Assert.Equal("", Chart().Step("q", "Elsa.Sequence", ("activities", new JsonArray(
            new JsonObject { ["id"] = "w", ["type"] = "Elsa.Event", ["eventName"] = "e" },
            new JsonObject { ["id"] = "p", ["type"] = "Elsa.DispatchWorkflow", ["workflowDefinitionId"] = "test" }))).Findings());
    }

    [Fact]
    public void Starts_AnotherOrWhatAnExpressionSays_IsNot()
    {
        Assert.Equal("", Chart().Step("p", "Elsa.DispatchWorkflow", ("workflowDefinitionId", TestChart.Literal("other"))).Findings());
        Assert.Equal("", Chart().Step("p", "Elsa.DispatchWorkflow", ("workflowDefinitionId", TestChart.Script("'test'"))).Findings());
    }

    private static (string, JsonNode) Itself => ("workflowDefinitionId", TestChart.Literal("test"));

    private static TestChart Chart() => new();
}
