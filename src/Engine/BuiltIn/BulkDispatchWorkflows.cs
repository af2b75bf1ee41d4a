using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Starts another workflow once for each item; may wait for all, running an embedded activity as each ends.</summary>
internal sealed class BulkDispatchWorkflows : ContainerActivity
{
    private static readonly string[] Completed = ["Done", "Completed"];
    private static readonly string[] Canceled = ["Done", "Canceled"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.BulkDispatchWorkflows",
        DisplayName = "Start a process for each",
        Description = "Starts another process once for each item of a list.",
        Category = "Other processes",
        Inputs =
        [
            new InputDescriptor("WorkflowDefinitionId", "String") { DisplayName = "Process", Editor = "process", Required = true },
            new InputDescriptor("Items", "Object") { Editor = "expression" },
            new InputDescriptor("DefaultItemInputKey", "String") { Default = "Item" },
            new InputDescriptor("CorrelationIdFunction", "Object") { Editor = "expression", AutoEvaluate = false, Description = "The correlation id of each; args.item is the item, and getItem() where Item is its key." },
            new InputDescriptor("Input", "Object") { Editor = "json" },
            new InputDescriptor("WaitForCompletion", "Boolean") { DisplayName = "Wait until all have ended", Editor = "checkbox", Default = "true" },
            .. ChildWorkflow.ElsasOnly,
        ],
        Outcomes = ["Completed", "Canceled", "Done"],
        CommonOutcome = "Done",
        OutcomeConditions = [new OutcomeCondition("WaitForCompletion", true, ["Completed", "Canceled"])],
        EmbeddedPorts = ["ChildCompleted", "ChildFaulted"],
        IsBlocking = true,
    };

    public override void Start(BurstContext context)
    {
        var definitionId = ValueConversion.ToText(context.Input("WorkflowDefinitionId"));
        var (common, key, wait) = (context.Input("Input"), ValueConversion.ToText(context.Input("DefaultItemInputKey")), context.Input("WaitForCompletion").AsBoolean);
        var children = new List<(Value Input, string? CorrelationId)>();
        foreach (var item in context.Input("Items").AsList)
        {
            context.Arguments = Value.Map(("item", item)).With(key, item);
            children.Add((InputOf(common, key, item), context.Input("CorrelationIdFunction").AsText));
        }

        // Only now, when nothing can fail any more: a retry starts no child twice.
        foreach (var (input, correlationId) in children)
        {
            context.Burst.StartChild(context.Execution, definitionId, input, correlationId, wait, inBackground: true);
        }

        context.State = Value.False;
        if (!wait || context.Execution.Open == 0)
        {
            context.Complete(wait ? Completed : Burst.Done);
        }
    }

    /// <summary>An embedded activity sees the child as CurrentValue: instanceId, outcome and output.</summary>
    public override void ChildEnded(ActivityContext context, string childInstanceId, ChildOutcome outcome, Value output)
    {
        var burst = (BurstContext)context;
        context.State = context.State.AsBoolean || outcome == ChildOutcome.Cancelled;
        if (burst.Node.Embedded(outcome == ChildOutcome.Completed ? "ChildCompleted" : "ChildFaulted") is { } body)
        {
            burst.Burst.Schedule(body, burst.Execution, currentIndex: BurstContext.ValueOnly, currentValue: ChildWorkflow.Describe(childInstanceId, outcome, output));
        }

        CompleteIfDone(burst);
    }

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes) => CompleteIfDone(context);

    private static void CompleteIfDone(BurstContext context)
    {
        if (context.Execution is { Open: 0, LiveChildren: 0 } && !context.Burst.IsQueuedBelow(context.Execution))
        {
            context.Complete(context.State.AsBoolean ? Canceled : Completed);
        }
    }

    private static Value InputOf(Value common, string key, Value item)
    {
        var input = common.Kind == ValueKind.Map ? common : Value.EmptyMap;
        if (item.Kind != ValueKind.Map)
        {
            return input.With(key, item);
        }

        foreach (var (name, value) in item.AsMap)
        {
            input = input.With(name, value);
        }

        return input;
    }
}
