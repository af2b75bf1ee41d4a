using CaseFlow.Activities.Effects;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Cases;

/// <summary>Runs the automatic checks of a referral, writes their results on the case and gives them to the workflow.</summary>
public sealed class RunChecks : Activity
{
    public const string TypeName = "CaseFlow.RunChecks";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Run the checks",
        Description = "Looks for an open duplicate, the partnership the child belongs to, care and EHC status, child protection, other authorities and open exclusions.",
        Category = "Case",
        Outputs =
        [
            new("Result", "Object") { Description = "openDuplicate, belongingPartnership, lookedAfter, ehcp, childProtection, crossBorder, openExclusion, suspensions: each true or false. The words are on the timeline." },
        ],
    };

    public override void Execute(ActivityContext context) =>
        context.AskFact("referral-checks", Value.Map(("caseId", CaseOf.Id(context))));

    public override void FactAnswered(ActivityContext context, string factName, Value answer)
    {
        if (answer["problem"].AsText is { } problem)
        {
            context.Fault("checks", problem);
            return;
        }

        context.SetOutput("Result", answer);
        context.Emit(new DomainChangeRequested(context.ExecutionId, context.ActivityId, DomainChangeKinds.RecordChecks, answer));
        context.Complete();
    }
}
