using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Exclusions;

namespace CaseFlow.Cases.Referrals;

/// <summary>One automatic check of a referral.</summary>
/// <param name="Name">What was looked for: "openDuplicate", "belongingPartnership" …</param>
/// <param name="Raised">It was found, and somebody should know.</param>
/// <param name="Words">What was found and what follows, without a name.</param>
/// <param name="DataClass">Who may read the words.</param>
public sealed record ReferralCheck(string Name, bool Raised, string Words, DataClass DataClass);

/// <summary>What the automatic checks of a referral found.</summary>
public sealed record ReferralCheckResults
{
    public required Guid CaseId { get; init; }

    /// <summary>Every check, in a fixed order, those that found nothing too.</summary>
    public required IReadOnlyList<ReferralCheck> Checks { get; init; }

    /// <summary>The code of the group that should pick the referral up; null where the school on roll is in none.</summary>
    public required string? BelongingPartnership { get; init; }

    public required SuspensionTotals Suspensions { get; init; }

    /// <summary>What the checks say runs beside the case.</summary>
    public required CaseFlags Flags { get; init; }

    public bool Found(string name) => Checks.Any(check => check.Name == name && check.Raised);
}
