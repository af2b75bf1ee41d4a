using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Referrals;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Facts;

/// <summary>What the automatic checks of a referral find, as yes and no: the words stay on the case.</summary>
public sealed class ReferralChecksFact : IFactSource
{
    public string Name => "referral-checks";

    public Value Answer(ICaseData data, Value arguments, DateTimeOffset now)
    {
        if (DueText.CaseId(arguments) is not { } caseId)
        {
            return FactAnswers.Problem("The process does not say which case it is about. Start it from a case.");
        }

        try
        {
            // The one check whose good news is a yes: the case is with the partnership the child belongs to.
            return ReferralChecks.Run(data, caseId, now).Checks.Aggregate(
                Value.EmptyMap,
                (all, check) => all.With(check.Name, check.Name == "belongingPartnership" ? !check.Raised : check.Raised));
        }
        catch (CaseRuleException exception)
        {
            return FactAnswers.Problem(exception.Message);
        }
    }
}
