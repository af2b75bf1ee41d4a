using System.Collections.Immutable;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>
/// What the ways to start another workflow share. Completes with Done and, where it waited, with how the child ended:
/// Completed, Faulted or Cancelled. Result says the same with the child's outputs: by our names and by those that Elsa gives.
/// </summary>
internal abstract class ChildWorkflow : Activity
{
    private static readonly string[][] Endings = [["Done", "Completed"], ["Done", "Faulted"], ["Done", "Cancelled"]];

    protected abstract bool InBackground { get; }

    public sealed override void Execute(ActivityContext context)
    {
        var definitionId = ValueConversion.ToText(context.Input("WorkflowDefinitionId"));
        if (definitionId.Length == 0)
        {
            context.Fault("missing-process", "No process is chosen. Choose the process to start.");
            return;
        }

        var correlationId = context.Input("CorrelationId").AsText;
        var wait = context.Input("WaitForCompletion").AsBoolean;
        var burst = (BurstContext)context;
        var child = burst.Burst.StartChild(burst.Execution, definitionId, context.Input("Input"), string.IsNullOrEmpty(correlationId) ? null : correlationId, wait, InBackground);
        if (!wait)
        {
            context.SetOutput("Result", Started(child));
            context.Complete();
        }
    }

    public override void ChildEnded(ActivityContext context, string childInstanceId, ChildOutcome outcome, Value output)
    {
        context.SetOutput("Result", Ended(childInstanceId, outcome, output));
        context.Complete(Endings[(int)outcome]);
    }

    /// <summary>Result where the child is not waited for.</summary>
    protected virtual Value Started(string childInstanceId) => Value.Map(("instanceId", childInstanceId));

    /// <summary>Result once the child has ended.</summary>
    protected abstract Value Ended(string childInstanceId, ChildOutcome outcome, Value output);

    internal static Value Describe(string childInstanceId, ChildOutcome outcome, Value output) =>
        Value.Map(("instanceId", childInstanceId), ("outcome", outcome.ToString()), ("output", output));

    /// <summary>
    /// What Elsa's dispatch also takes: a trace to begin and a channel to go through. Every start here goes through the one
    /// inbox, so that they change nothing; they are kept for where the file came from.
    /// </summary>
    internal static readonly ImmutableArray<InputDescriptor> ElsasOnly =
    [
        new("StartNewTrace", "Boolean") { Editor = "checkbox", AutoEvaluate = false, Description = "Kept for Elsa. It changes nothing here." },
        new("ChannelName", "String") { AutoEvaluate = false, Description = "Kept for Elsa. It changes nothing here." },
    ];

    protected static ActivityDescriptor Describe(string type, string name, string description, string result, params ImmutableArray<InputDescriptor> more) => new()
    {
        Type = type,
        DisplayName = name,
        Description = description,
        Category = "Other processes",
        Inputs =
        [
            new InputDescriptor("WorkflowDefinitionId", "String") { DisplayName = "Process", Editor = "process", Required = true },
            new InputDescriptor("CorrelationId", "String"),
            new InputDescriptor("Input", "Object") { Editor = "json" },
            new InputDescriptor("WaitForCompletion", "Boolean") { DisplayName = "Wait until it has ended", Editor = "checkbox", Default = "false" },
            .. more,
        ],
        Outputs = [new OutputDescriptor("Result", "Object") { Description = result }],
        Outcomes = ["Done", "Completed", "Faulted", "Cancelled"],
        CommonOutcome = "Done",
        OutcomeConditions = [new OutcomeCondition("WaitForCompletion", true, ["Completed", "Faulted", "Cancelled"])],
        IsBlocking = true,
    };
}
