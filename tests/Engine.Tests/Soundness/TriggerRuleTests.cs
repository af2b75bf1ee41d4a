using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Tests.Soundness;

/// <summary>The rule about steps that start the process, and the one that says where the others could not look.</summary>
public class TriggerRuleTests
{
    [Theory]
    [InlineData("Elsa.Event", "eventName", "'a' + 'b'")]
    [InlineData("Elsa.Timer", "interval", "'01:00:00'")]
    [InlineData("Elsa.Cron", "cronExpression", "'0 9 * * *'")]
    [InlineData("Elsa.StartAt", "dateTime", "'2027-01-04T09:00Z'")]
    public void TriggersThatCannotStart_ValueWorkedOut_AreReported(string type, string input, string script)
    {
        var problem = Assert.Single(Starting(type, (input, TestChart.Script(script))).Check());
        Assert.Equal(("trigger-worked-out", "t", input, $"$.root.activities[0].{input}"), (problem.Code, problem.ActivityId, problem.Property, problem.Path));
        Assert.Equal("", new TestChart().Step("t", type, (input, TestChart.Script(script))).Findings());
    }

    [Fact]
    public void TriggersThatCannotStart_NoTimeOrNothingSet_AreReported()
    {
        Assert.Equal("trigger-never-due t", Starting("Elsa.Timer", ("interval", TestChart.Literal("00:00:00"))).Findings());
        Assert.Equal("missing-input t", Starting("Elsa.Event").Findings());
    }

    [Fact]
    public void TriggersThatCannotStart_InsideAnotherStep_AreReported()
    {
        var inner = Starting("Elsa.Event", ("eventName", TestChart.Literal("x"))).Chart("inner");
        Assert.Equal("trigger-inside t", new TestChart().Step("n", "Elsa.FlowNode", ("body", inner)).Findings());
    }

    [Theory]
    [InlineData("Elsa.Event", "eventName", "news")]
    [InlineData("Elsa.Event", "eventName", "00:00:00")]
    [InlineData("Elsa.Timer", "interval", "01:00:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 9 * * *")]
    [InlineData("Elsa.StartAt", "dateTime", "2027-01-04T09:00Z")]
    public void TriggersThatCannotStart_FixedValueOnTheFirstLevel_AreNot(string type, string input, string value) =>
        Assert.Equal("", Starting(type, (input, TestChart.Literal(value))).Findings());

    [Fact]
    public void TangledFlowcharts_ForksOfForks_AreReportedAndFewerAreNot()
    {
        Assert.Contains("too-tangled chart", Layers(layers: 60, width: 12).Findings(), StringComparison.Ordinal);
        Assert.DoesNotContain("too-tangled", Layers(layers: 6, width: 3).Findings(), StringComparison.Ordinal);
    }

    /// <summary>Layers of steps, each step leading to every one of the next layer.</summary>
    private static TestChart Layers(int layers, int width)
    {
        var chart = new TestChart().Lines("s");
        for (var layer = 0; layer < layers; layer++)
        {
            for (var step = 0; step < width; step++)
            {
                var name = $"n{layer}-{step}";
                chart.Lines(name);
                for (var from = 0; from < (layer == 0 ? 1 : width); from++)
                {
                    chart.Link(layer == 0 ? $"s > {name}" : $"n{layer - 1}-{from} > {name}");
                }
            }
        }

        return chart;
    }

    private static TestChart Starting(string type, params (string Name, JsonNode Value)[] inputs) =>
        new TestChart().Step("t", type, [.. inputs, ("customProperties", new JsonObject { ["canStartWorkflow"] = true })]);
}
