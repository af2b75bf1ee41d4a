using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>The context of one call of one activity. Reused from call to call.</summary>
internal sealed partial class BurstContext(Burst burst) : ActivityContext, IExpressionScope
{
    private ActivityExecution _execution = null!;
    private int _effectMark;
    private int _sequenceMark;

    public CompiledNode Node { get; private set; } = null!;

    public ActivityExecution Execution => _execution;

    public Burst Burst => burst;

    public bool IsCompleted { get; private set; }

    public string[] Outcomes { get; private set; } = Burst.Done;

    public string? FaultCause { get; private set; }

    public string? FaultMessage { get; private set; }

    public override DateTimeOffset Now => burst.Now;

    public override string InstanceId => burst.State.InstanceId;

    public override string DefinitionId => burst.Definition.DefinitionId;

    public override string? CorrelationId => burst.State.CorrelationId;

    public override string ActivityId => Node.Id;

    public override string ExecutionId => Ids.Text(_execution.Id);

    public override bool IsTriggering => burst.Trigger is { } trigger && trigger == Node.Id;

    public override Value State
    {
        get => _execution.State;
        set => _execution.State = value;
    }

    public void Attach(ActivityExecution execution, CompiledNode node)
    {
        (_execution, Node) = (execution, node);
        (IsCompleted, Outcomes, FaultCause, FaultMessage) = (false, Burst.Done, null, null);
        (Arguments, ScriptOutcomes) = (Value.Undefined, null);
        (_effectMark, _sequenceMark) = (burst.EffectCount, burst.State.Sequence);
    }

    /// <summary>Forgets the case it served, before the thread keeps it for another.</summary>
    public void Detach() => (_execution, Node, Arguments, Outcomes) = (null!, null!, Value.Undefined, Burst.Done);

    public override Value Input(string name) => Node.FindInput(name) is { } input ? Evaluate(input) : Value.Undefined;

    /// <summary>The input's value, converted to its type. Throws a fault that names the input where it cannot be had.</summary>
    public Value Evaluate(CompiledInput input)
    {
        var value = input.Kind switch
        {
            InputKind.Constant => input.Constant,
            InputKind.Variable => input.Slot.Exists ? Read(input.Slot) : Variable(input.Key!),
            InputKind.WorkflowInput => WorkflowInput(input.Key!),
            InputKind.JavaScript => EvaluateScript(input),
            _ => throw new ActivityFault("expression", input.Message!),
        };
        if (input.Type is null || input.Kind == InputKind.Constant)
        {
            return value;
        }

        return ValueConversion.TryTo(input.Type, value, out var converted, out var problem)
            ? converted
            : throw new ActivityFault("value", $"The value of '{input.Name}' could not be used: {problem}");
    }

    public override void SetOutput(string name, Value value)
    {
        burst.RecordOutput(Node, name, value);
        foreach (var output in Node.Outputs)
        {
            if (output.Name != name)
            {
                continue;
            }

            if (output.Slot.Exists)
            {
                Write(output.Slot, value);
            }
            else if (output.WorkflowOutput is { } workflowOutput)
            {
                SetWorkflowOutput(workflowOutput, value);
            }
        }
    }

    public override void Complete(params string[] outcomes) => (IsCompleted, Outcomes) = (true, outcomes.Length == 0 ? Burst.Done : outcomes);

    /// <summary>Completes without any outcome, so that no connection is followed.</summary>
    public void CompleteWithoutOutcome() => (IsCompleted, Outcomes) = (true, []);

    public override string OpenWait(string kind, string? key, Value payload) => burst.OpenWait(_execution, kind, key, payload);

    public override void StartTimer(string name, DateTimeOffset due) => burst.AddTimer(_execution, name, due);

    public override void CancelTimer(string name) => burst.CancelTimer(_execution, name);

    public override void AskFact(string name, Value arguments) => burst.AskFact(_execution, name, arguments);

    public override string StartChild(string definitionId, Value input, string? correlationId, bool waitForCompletion) =>
        burst.StartChild(_execution, definitionId, input, correlationId, waitForCompletion, inBackground: true);

    public override void Emit(Effect effect) => burst.Add(effect);

    public override void Fault(string cause, string message) => (FaultCause, FaultMessage) = (cause, message);

    /// <summary>Takes back what the failed call asked for, so that a retry does not ask twice.</summary>
    public void Undo()
    {
        if (Node.Activity is not BuiltIn.ContainerActivity)
        {
            burst.Undo(_execution, _effectMark, _sequenceMark);
        }
    }

    /// <summary>Marks every container up to the nearest one of the kind: each completes as soon as the present child has, that one with the outcomes.</summary>
    public void Leave(Func<Activity, bool> kind, string[] outcomes)
    {
        for (var container = _execution.Parent; container is not null; container = container.Parent)
        {
            container.Leaving = true;
            if (kind(burst.Definition.Nodes[container.Node].Activity))
            {
                container.LeavingOutcomes = outcomes;
                return;
            }
        }
    }

    private Value EvaluateScript(CompiledInput input)
    {
        try
        {
            return input.Expression!.Evaluate(this);
        }
        catch (ExpressionFault fault)
        {
            throw new ActivityFault("expression", $"The expression of '{input.Name}' could not be worked out: {fault.Message}");
        }
    }
}
