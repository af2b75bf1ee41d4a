using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.TestKit.Expressions;

/// <summary>The scope the corpus is evaluated in; generate.mjs makes the same one for node.</summary>
public sealed class TestScope : IExpressionScope
{
    private ulong _random;

    public Dictionary<string, Value> Variables { get; } = new(StringComparer.Ordinal)
    {
        ["Name"] = "Ash",
        ["N"] = 4,
        ["Flag"] = true,
        ["Empty"] = "",
        ["Nothing"] = Value.Null,
        ["Half"] = 0.5,
        ["List"] = ValueJson.Parse("[3,1,2]"),
        ["Names"] = ValueJson.Parse("""["Zed","amy","Bob"]"""),
        ["Child"] = ValueJson.Parse("""{"ref":"CF-0001","age":14,"school":{"name":"Oak","urn":100001}}"""),
        ["Due"] = Value.Of(DateTimeOffset.FromUnixTimeMilliseconds(1796083200000)),
        ["Rows"] = ValueJson.Parse("""[{"k":"a","v":2},{"k":"b","v":3},{"k":"a","v":5}]"""),
    };

    public Dictionary<string, Value> Inputs { get; } = new(StringComparer.Ordinal) { ["Reason"] = "away", ["Days"] = 3 };

    public Dictionary<(string Activity, string Output), Value> Outputs { get; } = [];

    public List<string> Writes { get; } = [];

    public ImmutableArray<string> Outcomes { get; private set; } = [];

    public IEnumerable<string> VariableNames => Variables.Keys;

    public IEnumerable<string> InputNames => Inputs.Keys;

    public Value LastResult { get; set; }

    public Value Arguments => Value.Map(("first", 1));

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 21, 15, 30, 250, TimeSpan.Zero);

    public string InstanceId => "instance-1";

    public string DefinitionId => "definition-1";

    public string DefinitionVersionId => "definition-1-v3";

    public int DefinitionVersion => 3;

    public string? CorrelationId { get; private set; } = "case-1";

    public string? InstanceName { get; private set; }

    public Value GetVariable(string name) => Variables.GetValueOrDefault(name);

    public bool TrySetVariable(string name, Value value)
    {
        Writes.Add(name);
        if (!Variables.ContainsKey(name))
        {
            return false;
        }

        Variables[name] = value;
        return true;
    }

    public Value GetInput(string name) => Inputs.GetValueOrDefault(name);

    public Value GetOutput(string activityIdOrName, string outputName) => Outputs.GetValueOrDefault((activityIdOrName, outputName));

    public int OutputCount => Outputs.Count;

    public ulong NextRandom() => _random += 0x9E3779B97F4A7C15;

    public void SetCorrelationId(string? value) => CorrelationId = value;

    public void SetInstanceName(string? value) => InstanceName = value;

    public void SetOutcomes(ImmutableArray<string> outcomes) => Outcomes = outcomes;
}
