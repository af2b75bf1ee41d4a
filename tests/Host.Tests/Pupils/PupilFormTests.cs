using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Host.Pupils;
using CaseFlow.TestKit.Time;

namespace CaseFlow.Host.Tests.Pupils;

public sealed class PupilFormTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Fill_FromTheAnswersOfAPupil_GivesTheSamePupil()
    {
        var pupil = Pupil();
        var carer = new Carer { Id = Guid.NewGuid(), PupilId = pupil.Id, Name = "Robin Example", Relationship = "Mother", HasParentalResponsibility = true, SafeToContact = false };
        var answers = PupilForm.AnswersOf(pupil, [carer]);

        Assert.Empty(PupilForm.Check(PupilForm.PartFor([]), answers, Today).Problems);
        var again = PupilForm.NewPupil(pupil.Id, pupil.SchoolId, answers);
        PupilForm.Fill(again, answers);

        Assert.Equal(PupilForm.AnswersOf(pupil, []).Json.ToJsonString(), PupilForm.AnswersOf(again, []).Json.ToJsonString());
        var kept = Assert.Single(PupilForm.Carers(pupil.Id, answers, Guid.NewGuid));
        Assert.Equal(("Robin Example", "Mother", true, false), (kept.Name, kept.Relationship, kept.HasParentalResponsibility, kept.SafeToContact));
    }

    [Fact]
    public void Fill_AnotherAuthority_IsKeptByItsName()
    {
        var pupil = Pupil();
        pupil.HomeAuthority = pupil.ResponsibleAuthority = "Derbyshire";
        var answers = PupilForm.AnswersOf(pupil, []);

        Assert.Equal((PupilForm.Other, "Derbyshire"), (answers.Text("homeAuthority"), answers.Text("homeAuthorityOther")));
        answers.Json["homeAuthorityOther"] = "Nottinghamshire";
        PupilForm.Fill(pupil, answers);

        Assert.Equal(("Nottinghamshire", "Nottinghamshire"), (pupil.HomeAuthority, pupil.ResponsibleAuthority));
    }

    [Fact]
    public void PartFor_SchoolsToChooseFrom_OffersThem()
    {
        var school = new School { Id = Guid.NewGuid(), Urn = "900001", Name = "Ashlow Academy", LocalAuthority = LocalAuthorities.Own };

        Assert.Equal("Ashlow Academy", Assert.Single(PupilForm.PartFor([school]).Fields.Single(field => field.Name == "school").Options).Label);
        Assert.DoesNotContain(PupilForm.PartFor([]).Fields, field => field.Name == "school");
    }

    [Fact]
    public void Find_StoredSearch_IsOnlyFoundByItsOwnerAndForAnHour()
    {
        var clock = new HandSetClock(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var searches = new StoredSearches(clock);
        var (me, somebody) = (Guid.NewGuid(), Guid.NewGuid());
        var id = searches.Keep(me, "smith");

        Assert.Equal("smith", searches.Find(id, me));
        Assert.Null(searches.Find(id, somebody));
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null(searches.Find(id, me));
    }

    private static Pupil Pupil() => new()
    {
        Id = Guid.NewGuid(),
        SchoolId = Guid.NewGuid(),
        Forename = "Alex",
        Surname = "Example",
        DateOfBirth = new DateOnly(2012, 9, 14),
        Upn = "U855999920001",
        Sex = Sex.F,
        AddressLine1 = "1 Test Street",
        Postcode = "LE3 8RA",
        HomeAuthority = LocalAuthorities.Own,
        ResponsibleAuthority = LocalAuthorities.Own,
        SenStatus = SenStatus.Support,
        PrimaryNeed = Need.SEMH,
        FreeSchoolMeals = true,
        FreeSchoolMealsFrom = new DateOnly(2024, 9, 2),
    };
}
