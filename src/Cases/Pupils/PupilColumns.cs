using CaseFlow.Cases.Imports;

namespace CaseFlow.Cases.Pupils;

/// <summary>The columns of a pupil file, and which field of a pupil each one fills.</summary>
public static class PupilColumns
{
    public static IReadOnlyList<CsvColumn> All { get; } =
    [
        new("school_urn", "URN of the school whose roll the child is on", IsRequired: true),
        new("forename", "Legal forename", IsRequired: true),
        new("surname", "Legal surname", IsRequired: true),
        new("date_of_birth", "Like 2012-03-14 or 14/03/2012", IsRequired: true),
        new("sex", "F or M", IsRequired: true),
        new("upn", "Unique pupil number", IsRequired: true),
        new("address_1", "First line of the home address", IsRequired: true),
        new("postcode", "Home postcode", IsRequired: true),
        new("home_authority", "Authority the child lives in, such as Leicestershire or Leicester City", IsRequired: true),
        new("upn_missing_reason", "Why there is no UPN, where there is none"),
        new("known_as", "Name the child is known as"),
        new("year_group", "Only where it differs from the child’s age"),
        new("year_group_reason", "Why it differs"),
        new("address_2", "Second line of the home address"),
        new("town", "Town"),
        new("responsible_authority", "Authority responsible; the home authority when left out"),
        new("enrolment_status", "C single, M dual main, S dual subsidiary; C when left out"),
        new("on_roll_from", "First day on the school’s roll; today when left out"),
        new("free_school_meals", "yes or no"),
        new("free_school_meals_from", "Date, where yes"),
        new("pupil_premium", "yes or no"),
        new("pupil_premium_from", "Date, where yes"),
        new("sen_status", "N none, K support, E education, health and care plan"),
        new("primary_need", "Census code, such as SEMH, where there is SEN"),
        new("secondary_need", "Census code"),
        new("looked_after", "no, yes or previously"),
        new("care_authority", "Authority that looks after the child"),
        new("social_worker", "Name"),
        new("virtual_school_contact", "Name"),
        new("social_care", "none, early help, child in need or child protection"),
        new("carer_name", "A parent or carer"),
        new("carer_relationship", "Such as mother"),
        new("carer_responsibility", "yes where they have parental responsibility"),
        new("carer_phone", "Telephone number"),
        new("carer_email", "Email address"),
        new("carer_language", "Language to use"),
        new("carer_safe", "no where contact could put someone at risk"),
    ];

    private static readonly Dictionary<string, string> ByProperty = new(StringComparer.Ordinal)
    {
        [nameof(Pupil.SchoolId)] = "school_urn",
        [nameof(Pupil.Forename)] = "forename",
        [nameof(Pupil.Surname)] = "surname",
        [nameof(Pupil.KnownAs)] = "known_as",
        [nameof(Pupil.DateOfBirth)] = "date_of_birth",
        [nameof(Pupil.YearGroupOverride)] = "year_group",
        [nameof(Pupil.YearGroupOverrideReason)] = "year_group_reason",
        [nameof(Pupil.Upn)] = "upn",
        [nameof(Pupil.UpnMissingReason)] = "upn_missing_reason",
        [nameof(Pupil.AddressLine1)] = "address_1",
        [nameof(Pupil.Postcode)] = "postcode",
        [nameof(Pupil.HomeAuthority)] = "home_authority",
        [nameof(Pupil.ResponsibleAuthority)] = "responsible_authority",
        [nameof(Pupil.FreeSchoolMealsFrom)] = "free_school_meals_from",
        [nameof(Pupil.PupilPremiumFrom)] = "pupil_premium_from",
        [nameof(Pupil.PrimaryNeed)] = "primary_need",
        [nameof(Pupil.SecondaryNeed)] = "secondary_need",
        [nameof(Pupil.CareAuthority)] = "care_authority",
        [nameof(Pupil.SocialWorker)] = "social_worker",
        [nameof(Pupil.VirtualSchoolContact)] = "virtual_school_contact",
        [nameof(Carer.Name)] = "carer_name",
        [nameof(Carer.Relationship)] = "carer_relationship",
        [nameof(Carer.Phone)] = "carer_phone",
        [nameof(Carer.Email)] = "carer_email",
    };

    internal static string? Of(string property) => ByProperty.GetValueOrDefault(property);
}
