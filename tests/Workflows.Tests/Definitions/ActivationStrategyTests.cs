using System.Text.Json.Nodes;
using CaseFlow.Workflows.Definitions;

namespace CaseFlow.Workflows.Tests.Definitions;

public sealed class ActivationStrategyTests
{
    [Theory]
    [InlineData("""{}""", ActivationStrategy.Always)]
    [InlineData("""{"options":null}""", ActivationStrategy.Always)]
    [InlineData("""{"options":"odd"}""", ActivationStrategy.Always)]
    [InlineData("""{"options":[1]}""", ActivationStrategy.Always)]
    [InlineData("""{"options":{"activationStrategyType":7}}""", ActivationStrategy.Always)]
    [InlineData("""{"options":{"activationStrategyType":"AllowAlwaysStrategy"}}""", ActivationStrategy.Always)]
    [InlineData("""{"options":{"activationStrategyType":"SingletonStrategy"}}""", ActivationStrategy.Singleton)]
    [InlineData("""{"options":{"activationStrategyType":"UnregisteredClrType:Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime"}}""", ActivationStrategy.Singleton)]
    [InlineData("""{"options":{"activationStrategyType":"Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime, Version=3.0.0.0"}}""", ActivationStrategy.CorrelatedSingleton)]
    [InlineData("""{"options":{"activationStrategyType":"UnregisteredClrType:CorrelationStrategy"}}""", ActivationStrategy.Correlation)]
    public void Of_EverySpelling_IsTold(string json, ActivationStrategy strategy) => Assert.Equal(strategy, ActivationStrategies.Of(JsonNode.Parse(json)!.AsObject()));

    [Fact]
    public void TriggerOf_OddlyWritten_IsNone()
    {
        const string activity = """{"id":"e","type":"Elsa.Event","customProperties":{"canStartWorkflow":true},"eventName":""";
        foreach (var name in (string[])["""{"expression":"odd"}""", """{"expression":[1]}""", "[]", "null"])
        {
            Assert.Empty(Trigger.Of(JsonNode.Parse($$$"""{"root":{"activities":[{{{activity}}}{{{name}}} }] } }""")!.AsObject()));
        }

        Assert.Equal("Started", Assert.Single(Trigger.Of(JsonNode.Parse($$$"""{"root":{"activities":[{{{activity}}}"Started"}] } }""")!.AsObject())).Argument);
    }

    [Fact]
    public void TriggerOf_ValueAsAnObjectExpression_IsRead()
    {
        const string activity = """{"id":"t","type":"Elsa.Timer","customProperties":{"canStartWorkflow":true},"interval":{"typeName":"TimeSpan","expression":{"type":"Object","value":""";
        Assert.Equal("01:00:00", Assert.Single(Trigger.Of(JsonNode.Parse($$$"""{"root":{"activities":[{{{activity}}}"\"01:00:00\"" } } }] } }""")!.AsObject())).Argument);
        Assert.Empty(Trigger.Of(JsonNode.Parse($$$"""{"root":{"activities":[{{{activity}}}"{not json" } } }] } }""")!.AsObject()));
    }

    [Fact]
    public void Key_OtherStrategyOrIds_IsAnother()
    {
        string?[] keys =
        [
            ActivationStrategy.Singleton.Key("X:c", null), ActivationStrategy.CorrelatedSingleton.Key("X", "c"), ActivationStrategy.CorrelatedSingleton.Key("X:c", ""),
            ActivationStrategy.CorrelatedSingleton.Key("X", "c:"), ActivationStrategy.Correlation.Key("X", "c"), ActivationStrategy.Singleton.Key("X", "c"),
        ];

        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.Null(ActivationStrategy.Correlation.Key("X", null));
        Assert.Null(ActivationStrategy.Always.Key("X", "c"));
    }
}
