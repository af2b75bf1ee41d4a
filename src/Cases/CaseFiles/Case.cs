using System.ComponentModel.DataAnnotations;

namespace CaseFlow.Cases.CaseFiles;

/// <summary>A child's path through the graduated response, at one school and one group.</summary>
public sealed class Case
{
    public required Guid Id { get; init; }

    /// <summary>Such as NC-26-0147: the only thing about a child that may stand in an email. Unique.</summary>
    public required string Reference { get; init; }

    public required Guid PupilId { get; init; }

    public required Guid SchoolId { get; set; }

    public required Guid PartnershipId { get; set; }

    /// <summary>The academic year it was opened in.</summary>
    public required int AcademicYear { get; init; }

    public CaseStage Stage { get; set; }

    public CaseFlags Flags { get; set; }

    public ReferralPurpose? Purpose { get; set; }

    public Urgency Urgency { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public Guid? OpenedByPersonId { get; init; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedReason { get; set; }

    /// <summary>The one person who leads.</summary>
    public Guid? LeadPersonId { get; set; }

    public bool IsSynthetic { get; init; }

    /// <summary>Goes up by one with every change.</summary>
    [ConcurrencyCheck]
    public long RowVersion { get; set; }
}
