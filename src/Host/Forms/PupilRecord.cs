using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Pupils;

namespace CaseFlow.Host.Forms;

/// <summary>A pupil's record in words.</summary>
public static class PupilRecord
{
    public static IReadOnlyList<SummaryRow> Rows(Pupil pupil, DateOnly today) =>
    [
        new("Name", pupil.KnownAs is null ? pupil.Name : $"{pupil.Name} (known as {pupil.KnownAs})"),
        new("Date of birth", $"{EnglishDates.Long(pupil.DateOfBirth)}, aged {YearGroups.AgeOn(pupil.DateOfBirth, today)}"),
        new("Year group", $"Year {YearGroups.Of(pupil, today)}"),
        new("UPN", pupil.Upn ?? $"None: {pupil.UpnMissingReason}"),
        new("Address", string.Join('\n', new[] { pupil.AddressLine1, pupil.AddressLine2, pupil.Town, pupil.Postcode }.Where(line => !string.IsNullOrWhiteSpace(line)))),
        new("Home authority", pupil.HomeAuthority),
        new("Special educational needs", Words(pupil.SenStatus)),
        new("Looked after", Words(pupil.CareStatus)),
        new("Social care", Words(pupil.SocialCare)),
        new("Free school meals", pupil.FreeSchoolMeals ? "Yes" : "No"),
    ];

    private static string Words(SenStatus status) => status switch
    {
        SenStatus.Plan => "Education, health and care plan",
        SenStatus.Support => "SEN support",
        _ => "None",
    };

    private static string Words(CareStatus status) => status switch
    {
        CareStatus.LookedAfter => "Yes",
        CareStatus.PreviouslyLookedAfter => "Previously",
        _ => "No",
    };

    private static string Words(SocialCareStatus status) => status switch
    {
        SocialCareStatus.ChildProtection => "Child protection plan",
        SocialCareStatus.ChildInNeed => "Child in need",
        SocialCareStatus.EarlyHelp => "Early help",
        _ => "None",
    };
}
