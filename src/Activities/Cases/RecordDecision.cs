using CaseFlow.Activities.Effects;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Cases;

/// <summary>
/// Writes a decision down for good. Its reasons are taken from the answers of the task in which it was made, so that the
/// words never pass through the workflow.
/// </summary>
public sealed class RecordDecision : Activity
{
    public const string TypeName = "CaseFlow.RecordDecision";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Record a decision",
        Description = "Writes down what was decided, why, by whom, and the version of the process it was made in. It cannot be changed afterwards.",
        Category = "Case",
        Inputs =
        [
            new("Code", "String") { DisplayName = "Decision", Description = "Its code, such as ACCEPT-AG. Empty: the outcome of the task.", Editor = "expression" },
            new("From", "Object") { DisplayName = "Made in", Description = "The result of the task in which it was made.", Editor = "expression", Required = true },
            new("ReasonsField", "String") { DisplayName = "Question that holds the reasons", Default = "reasons" },
            new("Basis", "String") { DisplayName = "Legal or guidance basis", Description = "Its code in the deadline table." },
            new("NextReview", "Object") { DisplayName = "Next review", Description = "A date, or empty.", Editor = "expression" },
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var from = context.Input("From");
        if (from.Kind != ValueKind.Map)
        {
            context.Fault("no-result", "The decision does not say in which task it was made. Choose the task's result in the workflow, publish it, and retry.");
            return;
        }

        context.Emit(new DomainChangeRequested(context.ExecutionId, context.ActivityId, DomainChangeKinds.RecordDecision, Value.Map(
            ("code", context.Input("Code").AsText is { Length: > 0 } code ? code : from["outcome"].AsText),
            ("submissionId", from["submissionId"]),
            ("byPersonId", from["byPersonId"]),
            ("at", from["at"]),
            ("reasonsField", context.Input("ReasonsField").AsText is { Length: > 0 } field ? field : "reasons"),
            ("basis", context.Input("Basis")),
            ("nextReview", context.Input("NextReview")))));
        context.Complete();
    }
}
