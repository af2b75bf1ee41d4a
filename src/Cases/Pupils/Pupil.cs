using System.ComponentModel.DataAnnotations;

namespace CaseFlow.Cases.Pupils;

/// <summary>A child, with the core fields that every form draws on.</summary>
public sealed class Pupil
{
    public required Guid Id { get; init; }

    /// <summary>The unique pupil number, unique where there is one.</summary>
    public string? Upn { get; set; }

    /// <summary>Why there is no UPN.</summary>
    public string? UpnMissingReason { get; set; }

    public required string Forename { get; set; }

    public required string Surname { get; set; }

    public string? KnownAs { get; set; }

    public required DateOnly DateOfBirth { get; set; }

    /// <summary>The year the child is taught in, where it is not the one of their age.</summary>
    public int? YearGroupOverride { get; set; }

    public string? YearGroupOverrideReason { get; set; }

    public required Sex Sex { get; set; }

    public required string AddressLine1 { get; set; }

    public string? AddressLine2 { get; set; }

    public string? Town { get; set; }

    public required string Postcode { get; set; }

    /// <summary>The authority the child lives in.</summary>
    public required string HomeAuthority { get; set; }

    /// <summary>The authority answerable for the child's education, mostly the home authority.</summary>
    public required string ResponsibleAuthority { get; set; }

    /// <summary>The school whose roll the child is on now; <see cref="Enrolment"/> keeps the dates.</summary>
    public required Guid SchoolId { get; set; }

    public EnrolmentStatus Enrolment { get; set; }

    public bool FreeSchoolMeals { get; set; }

    public DateOnly? FreeSchoolMealsFrom { get; set; }

    public bool PupilPremium { get; set; }

    public DateOnly? PupilPremiumFrom { get; set; }

    public SenStatus SenStatus { get; set; }

    public Need? PrimaryNeed { get; set; }

    public Need? SecondaryNeed { get; set; }

    public CareStatus CareStatus { get; set; }

    /// <summary>The authority that looks after the child.</summary>
    public string? CareAuthority { get; set; }

    public string? SocialWorker { get; set; }

    public string? VirtualSchoolContact { get; set; }

    public SocialCareStatus SocialCare { get; set; }

    public bool? YouthJustice { get; set; }

    public DateOnly? ParentInformedOn { get; set; }

    public string? ParentInformedHow { get; set; }

    public DateOnly? PupilInformedOn { get; set; }

    public string? Objection { get; set; }

    public string? PupilViews { get; set; }

    public string? PupilViewsMissingReason { get; set; }

    /// <summary>Why nobody with parental responsibility is recorded.</summary>
    public string? NoResponsibleCarerReason { get; set; }

    public bool IsSynthetic { get; set; }

    /// <summary>Goes up by one with every change.</summary>
    [ConcurrencyCheck]
    public long RowVersion { get; set; }

    public string Name => $"{Forename} {Surname}";
}
