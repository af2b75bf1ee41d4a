using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;

namespace CaseFlow.TestKit.People;

/// <summary>A child who does not exist, complete enough to be saved.</summary>
public static class InventedPupil
{
    public static Pupil At(Guid school, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UpnMissingReason = "Arrived from abroad",
        Forename = "Robin",
        Surname = "Wren",
        DateOfBirth = new DateOnly(2013, 5, 4),
        Sex = Sex.F,
        AddressLine1 = "1 Heron Way",
        Postcode = "LE3 8RA",
        HomeAuthority = LocalAuthorities.Own,
        ResponsibleAuthority = LocalAuthorities.Own,
        SchoolId = school,
        IsSynthetic = true,
    };
}
