namespace CaseFlow.Cases.Pupils;

/// <summary>That a child was on a school's roll from one day to another.</summary>
public sealed class Enrolment
{
    public required Guid Id { get; init; }

    public required Guid PupilId { get; init; }

    public required Guid SchoolId { get; init; }

    public required EnrolmentStatus Status { get; set; }

    public required DateOnly From { get; init; }

    /// <summary>The last day on roll, or null while it lasts.</summary>
    public DateOnly? To { get; set; }
}
