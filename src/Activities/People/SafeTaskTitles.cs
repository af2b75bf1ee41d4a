using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CaseFlow.Activities.People;

/// <summary>
/// The titles a task may have in an email. A title that a process owner typed can say too much, so an email only
/// carries one of these; any other title becomes the plain fallback.
/// </summary>
public static class SafeTaskTitles
{
    public const string Fallback = "Complete a task";

    public static ImmutableArray<string> InOrder { get; } =
    [
        Fallback,
        "Complete the referral form",
        "Authorise the referral",
        "Triage the referral",
        "Provide more information",
        "Decide an urgent request",
        "Ratify an urgent decision",
        "Read about a decision",
        "Agree an action plan",
        "Carry out an agreed action",
        "Record advice given",
        "Read the panel papers",
        "Record the panel decision",
        "Sign agreement",
        "Sign the minutes",
        "Give advice",
        "Make a decision",
        "Confirm provision start",
        "Confirm attendance",
        "Check the provision",
        "Complete review form",
        "Arrange a review meeting",
        "Plan reintegration",
        "Confirm the next step after Year 11",
        "Confirm a destination",
        "Arrange day-six provision",
        "Complete the termly return",
        "Provide a missing term date",
        "Correct an email address",
        "Read a confidential task",
    ];

    public static FrozenSet<string> All { get; } = InOrder.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The title where it is on the list, else the plain fallback.</summary>
    public static string Or(string? title) => title is not null && All.TryGetValue(title.Trim(), out var listed) ? listed : Fallback;
}
