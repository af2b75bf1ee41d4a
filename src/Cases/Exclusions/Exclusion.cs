namespace CaseFlow.Cases.Exclusions;

/// <summary>A suspension, lunchtime suspension or permanent exclusion by a headteacher.</summary>
public sealed class Exclusion
{
    public required Guid Id { get; init; }

    public required Guid PupilId { get; init; }

    /// <summary>The school that excluded: not always the one the child is on the roll of today.</summary>
    public required Guid SchoolId { get; init; }

    public required ExclusionKind Kind { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day of a suspension; null for a permanent exclusion.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>School days lost, counted in halves: a lunchtime is one.</summary>
    public int HalfDays { get; set; }

    /// <summary>Up to three reason codes, separated by spaces.</summary>
    public required string ReasonCodes { get; set; }

    public DateOnly? NoticeOn { get; set; }

    /// <summary>The head took it back before the board met.</summary>
    public DateOnly? CancelledOn { get; set; }

    /// <summary>The board or a review panel put the child back.</summary>
    public DateOnly? ReinstatedOn { get; set; }

    /// <summary>A permanent exclusion is over once the child is on another school's roll.</summary>
    public DateOnly? ResolvedOn { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public bool IsSynthetic { get; init; }

    public bool IsOpenOn(DateOnly date) =>
        StartsOn <= date && CancelledOn is null && !(ReinstatedOn <= date) && !(ResolvedOn <= date)
        && (Kind == ExclusionKind.Permanent || EndsOn is null || EndsOn >= date);
}

public enum ExclusionKind
{
    Suspension,
    LunchtimeSuspension,
    Permanent,
}
