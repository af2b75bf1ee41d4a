using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Soundness;

/// <summary>One activity with its JSON and its place in the file.</summary>
internal sealed class CheckedStep(CompiledNode node, JsonObject json, string path, CheckedStep? parent)
{
    public CompiledNode Node { get; } = node;

    public JsonObject Json { get; } = json;

    /// <summary>JSON path of the activity.</summary>
    public string Path { get; } = path;

    public CheckedStep? Parent { get; } = parent;

    public List<CheckedStep> Children { get; } = [];

    /// <summary>Its flowchart laid out, where it is one with activities.</summary>
    public FlowView? Flow { get; private set; }

    /// <summary>Whether it, or anything inside it, may wait.</summary>
    public bool MayWait { get; private set; }

    /// <summary>Its outcomes; null where they are only known when it runs.</summary>
    public ImmutableArray<string>? Outcomes { get; private set; }

    /// <summary>As its owner sees it, in quotes.</summary>
    public string Label => $"'{Title}'";

    /// <summary>As its owner sees it.</summary>
    public string Title => Node.Title;

    /// <summary>Whether it leaves by one of its outcomes at a time.</summary>
    public bool IsChoice => Node.Activity is not (FlowFork or RunJavaScript or WorkflowAsActivity)
        && Node.Activity.Descriptor.CommonOutcome is null
        && !(Node.Activity is FlowSwitch && MatchesAny);

    /// <summary>Whether it may leave by several outcomes at once.</summary>
    public bool IsFork => Node.Activity is FlowFork || (Node.Activity is FlowSwitch && MatchesAny);

    /// <summary>Every expression, with the property it stands in.</summary>
    public IEnumerable<(CompiledInput Input, string Property)> Inputs
    {
        get
        {
            foreach (var input in Node.Inputs)
            {
                yield return (input, JsonNames.Camel(input.Name));
            }

            if (Node.Prepared is (string Label, CompiledInput Condition)[] cases)
            {
                for (var index = 0; index < cases.Length; index++)
                {
                    yield return (cases[index].Condition, $"cases[{index}].condition");
                }
            }
        }
    }

    private bool MatchesAny => Node.FindInput("Mode") is { Kind: InputKind.Constant } mode && mode.Constant.AsText == "MatchAny";

    /// <summary>Whether the port is among its outcomes, or these are not known.</summary>
    public bool HasExit(string port) => Outcomes is not { } outcomes || outcomes.Contains(port) || (port == "Done" && outcomes.IsEmpty && !Node.IsTerminal);

    /// <summary>The outcomes an arrow is needed for, so that each ending goes on: those that can occur as it is set, where no arrow follows them all.</summary>
    public IEnumerable<string> OutcomesToJoin(Func<string, bool> isJoined)
    {
        var descriptor = Node.Activity.Descriptor;
        return descriptor.CommonOutcome is { } common && isJoined(common)
            ? []
            : (Outcomes ?? []).Distinct(StringComparer.Ordinal).Where(outcome => (outcome != descriptor.CommonOutcome || Outcomes is { Length: 1 }) && !descriptor.OutcomeConditions.Any(condition => RulesOut(condition, outcome)));
    }

    private bool RulesOut(OutcomeCondition condition, string outcome) =>
        condition.Outcomes.Contains(outcome) && Node.FindInput(condition.Input) is { Kind: InputKind.Constant } input && input.Constant.Kind == ValueKind.Boolean && input.Constant.AsBoolean != condition.Is;

    /// <summary>Called when its children are known.</summary>
    public void Complete()
    {
        MayWait = Node.Activity.Descriptor.IsBlocking || Node.Activity is WorkflowAsActivity or NotFoundActivity || Children.Exists(child => child.MayWait);
        Outcomes = ReadOutcomes();
        if (Node.Prepared is FlowGraph { Default: not null } graph && graph.ChildCount == Children.Count)
        {
            Flow = new FlowView(this, graph);
        }
    }

    public Problem Problem(ProblemSeverity severity, string code, string message, string suggestion, string? property = null) =>
        new(severity, code, message, Node.Id, property, property is null ? Path : $"{Path}.{property}", suggestion);

    private ImmutableArray<string>? ReadOutcomes()
    {
        var descriptor = Node.Activity.Descriptor;
        if (Node.Activity is WorkflowAsActivity or NotFoundActivity)
        {
            return null;
        }

        if (descriptor.DynamicOutcomes is not { } property)
        {
            return descriptor.Outcomes;
        }

        if (Node.Prepared is (string Label, CompiledInput Condition)[] cases)
        {
            return [.. cases.Select(item => item.Label), .. descriptor.Outcomes];
        }

        var input = Node.FindInput(property);
        if (input is null || (input.Kind == InputKind.Constant && input.Constant.IsMissing))
        {
            return descriptor.Outcomes.IsEmpty ? ["Done"] : descriptor.Outcomes;
        }

        return input.Kind == InputKind.Constant && input.Constant.Kind == ValueKind.List
            ? [.. input.Constant.AsList.Select(ValueConversion.ToText), .. descriptor.Outcomes]
            : null;
    }
}
