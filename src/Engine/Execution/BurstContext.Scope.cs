using System.Collections.Immutable;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>What expressions see: variables outward from the activity, inputs of the nearest workflow, outputs.</summary>
internal sealed partial class BurstContext
{
    private const string CurrentValue = "CurrentValue";
    private const string CurrentIndex = "CurrentIndex";

    // Elsa's name for the child whose end an activity inside BulkDispatchWorkflows runs for.
    private const string ChildInstanceId = "ChildInstanceId";

    /// <summary>A loop that has a value but no position (For).</summary>
    public const int ValueOnly = int.MaxValue;

    /// <summary>Set by an expression of RunJavaScript.</summary>
    public string[]? ScriptOutcomes { get; set; }

    /// <summary>The object `args` of the expression.</summary>
    public Value Arguments { get; set; }

    string? IExpressionScope.InstanceName => burst.State.Name;

    string IExpressionScope.DefinitionVersionId => burst.Definition.DefinitionVersionId;

    int IExpressionScope.DefinitionVersion => burst.Definition.Version;

    Value IExpressionScope.LastResult => burst.State.LastResult;

    IEnumerable<string> IExpressionScope.VariableNames
    {
        get
        {
            for (var execution = _execution; execution is not null; execution = execution.Parent)
            {
                if (execution.CurrentIndex >= 0)
                {
                    yield return CurrentValue;
                    if (execution.CurrentIndex != ValueOnly)
                    {
                        yield return CurrentIndex;
                    }
                    else if (IsOfAChild(execution))
                    {
                        yield return ChildInstanceId;
                    }
                }

                foreach (var name in burst.Definition.Nodes[execution.Node].VariableNames)
                {
                    yield return name;
                }
            }
        }
    }

    IEnumerable<string> IExpressionScope.InputNames
    {
        get
        {
            var (workflow, inputs) = NearestWorkflow();
            var node = burst.Definition.Nodes[workflow.Node];
            foreach (var input in node.Inputs)
            {
                yield return input.Name;
            }

            foreach (var name in inputs.AsMap.Keys)
            {
                if (node.FindInput(name) is null)
                {
                    yield return name;
                }
            }
        }
    }

    public override Value Variable(string name)
    {
        for (var execution = _execution; execution is not null; execution = execution.Parent)
        {
            if (execution.CurrentIndex >= 0)
            {
                switch (name)
                {
                    case CurrentValue:
                        return execution.CurrentValue;
                    case CurrentIndex when execution.CurrentIndex != ValueOnly:
                        return execution.CurrentIndex;
                    case ChildInstanceId when IsOfAChild(execution):
                        return execution.CurrentValue["instanceId"];
                }
            }

            var index = burst.Definition.Nodes[execution.Node].FindVariable(name);
            if (index >= 0)
            {
                return burst.Variables(execution)[index];
            }
        }

        return Value.Undefined;
    }

    public override void SetVariable(string name, Value value)
    {
        if (!TrySetVariable(name, value))
        {
            throw new ActivityFault("unknown-variable", $"There is no variable '{name}' here. Add it to the workflow, or correct the name.");
        }
    }

    public bool TrySetVariable(string name, Value value)
    {
        for (var execution = _execution; execution is not null; execution = execution.Parent)
        {
            if (execution.CurrentIndex >= 0 && name == CurrentValue)
            {
                execution.CurrentValue = value;
                return true;
            }

            var node = burst.Definition.Nodes[execution.Node];
            var index = node.FindVariable(name);
            if (index >= 0)
            {
                burst.Variables(execution)[index] = Convert(node.Variables[index], value);
                return true;
            }
        }

        return false;
    }

    public Value Read(VariableSlot slot) => Holder(slot) is { } execution ? burst.Variables(execution)[slot.Index] : Value.Undefined;

    public void Write(VariableSlot slot, Value value)
    {
        if (Holder(slot) is { } execution)
        {
            burst.Variables(execution)[slot.Index] = Convert(burst.Definition.Nodes[slot.Node].Variables[slot.Index], value);
        }
    }

    public override Value WorkflowInput(string name)
    {
        var (workflow, inputs) = NearestWorkflow();
        var value = inputs[name];
        return value.Kind == ValueKind.Undefined && burst.Definition.Nodes[workflow.Node].FindInput(name) is { } declared ? declared.Constant : value;
    }

    Value IExpressionScope.GetVariable(string name) => Variable(name);

    Value IExpressionScope.GetInput(string name) => WorkflowInput(name);

    int IExpressionScope.OutputCount => burst.State.Outputs.Count;

    Value IExpressionScope.GetOutput(string activityIdOrName, string outputName) => burst.FindOutput(activityIdOrName, outputName);

    ulong IExpressionScope.NextRandom() => Ids.Random(InstanceId, ++burst.State.RandomSequence);

    void IExpressionScope.SetCorrelationId(string? value) => burst.SetCorrelation(value);

    void IExpressionScope.SetInstanceName(string? value) => burst.SetName(value);

    void IExpressionScope.SetOutcomes(ImmutableArray<string> outcomes) => ScriptOutcomes = [.. outcomes];

    /// <summary>Sets an output of the nearest workflow: the instance's own, or that of a workflow used as an activity.</summary>
    public void SetWorkflowOutput(string name, Value value)
    {
        var (workflow, _) = NearestWorkflow();
        if (workflow.Parent is null)
        {
            burst.State.Output = burst.State.Output.With(name, value);
            return;
        }

        workflow.State = (workflow.State.Kind == ValueKind.Map ? workflow.State : Value.EmptyMap).With(name, value);
    }

    private (ActivityExecution Workflow, Value Inputs) NearestWorkflow()
    {
        var execution = _execution;
        while (execution.Parent is not null && burst.Definition.Nodes[execution.Node].Activity is not WorkflowRoot)
        {
            execution = execution.Parent;
        }

        return (execution, execution.Parent is { } user ? user.State : burst.State.Input);
    }

    private bool IsOfAChild(ActivityExecution execution) => burst.Definition.Nodes[execution.Node].Parent?.Activity is BulkDispatchWorkflows;

    private ActivityExecution? Holder(VariableSlot slot)
    {
        var execution = _execution;
        while (execution is not null && execution.Node != slot.Node)
        {
            execution = execution.Parent;
        }

        return execution;
    }

    private static Value Convert(CompiledVariable variable, Value value) =>
        ValueConversion.TryTo(variable.Type, value, out var converted, out var problem)
            ? converted
            : throw new ActivityFault("value", $"The variable '{variable.Name}' could not be set: {problem}");
}
