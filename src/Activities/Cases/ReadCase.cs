using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Cases;

/// <summary>Reads what the case says now, for decisions of the workflow. Nothing that names or describes the child.</summary>
public sealed class ReadCase : Activity
{
    public const string TypeName = "CaseFlow.ReadCase";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Read the case",
        Description = "Looks up the case's stage, urgency, purpose and what runs beside it, so that the next decision can use them.",
        Category = "Case",
        Outputs =
        [
            new("Result", "Object") { Description = "reference, stage, urgency, purpose, flags, governance, yearGroup." },
        ],
    };

    public override void Execute(ActivityContext context) =>
        context.AskFact("case-summary", Value.Map(("caseId", CaseOf.Id(context))));

    public override void FactAnswered(ActivityContext context, string factName, Value answer)
    {
        if (answer["problem"].AsText is { } problem)
        {
            context.Fault("case", problem);
            return;
        }

        context.SetOutput("Result", answer);
        context.Complete();
    }
}
