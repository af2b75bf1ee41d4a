using CaseFlow.Cases.Pupils;

namespace CaseFlow.Cases.Tests.Pupils;

public sealed class PupilValidatorTests
{
    private static readonly DateOnly Today = CaseWorld.Today;

    [Fact]
    public void Validate_CompletePupil_HasNoProblem() => Assert.Empty(Messages(_ => { }));

    public static TheoryData<string, Action<Pupil>, string> Wrong => new()
    {
        { "no forename", pupil => pupil.Forename = "", "Enter the forename" },
        { "digits", pupil => pupil.Surname = "Wren2", "The surname may only have letters, spaces, hyphens and apostrophes" },
        { "title", pupil => pupil.Forename = "Miss Robin", "Leave out the title in the forename, such as “Miss” or “Dr”" },
        { "long name", pupil => pupil.Surname = new string('a', 61), "The surname must be 60 characters or fewer" },
        { "unborn", pupil => pupil.DateOfBirth = Today.AddDays(1), "Date of birth must be in the past" },
        { "nine", pupil => pupil.DateOfBirth = Today.AddYears(-10).AddDays(1), "The child must be between 10 and 19 years old. Check the date of birth" },
        { "twenty", pupil => pupil.DateOfBirth = Today.AddYears(-20), "The child must be between 10 and 19 years old. Check the date of birth" },
        { "no reason for year", pupil => pupil.YearGroupOverride = 9, "Enter why the child is taught in another year group than their age gives" },
        { "year", pupil => (pupil.YearGroupOverride, pupil.YearGroupOverrideReason) = (2, "Repeats"), "Year group must be between 6 and 14" },
        { "no UPN", pupil => pupil.UpnMissingReason = null, "Enter the UPN, or why there is none" },
        { "postcode", pupil => pupil.Postcode = "LE3", "Enter a full UK postcode, like LE3 8RA" },
        { "no address", pupil => pupil.AddressLine1 = " ", "Enter the first line of the home address" },
        { "meals", pupil => pupil.FreeSchoolMeals = true, "Enter the date free school meals began" },
        { "premium", pupil => (pupil.PupilPremium, pupil.PupilPremiumFrom) = (true, Today.AddDays(1)), "The date pupil premium began must be today or in the past" },
        { "need", pupil => pupil.SenStatus = SenStatus.Support, "Select the primary need" },
        { "same need", pupil => (pupil.PrimaryNeed, pupil.SecondaryNeed) = (Need.SEMH, Need.SEMH), "The secondary need must differ from the primary need" },
        { "care", pupil => pupil.CareStatus = CareStatus.PreviouslyLookedAfter, "Enter the authority that looks after the child, or did" },
        { "views", pupil => pupil.PupilViews = new string('x', 4001), "The child’s own views must be 4,000 characters or fewer" },
        { "school", pupil => pupil.SchoolId = Guid.Empty, "Select the school whose roll the child is on" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_OneFieldWrong_SaysThatAndOnlyThat(string what, Action<Pupil> spoil, string message)
    {
        Assert.NotEmpty(what);
        Assert.Equal([message], Messages(spoil));
    }

    [Theory]
    [InlineData("Zoë")]
    [InlineData("Anne-Marie")]
    [InlineData("O’Neill")]
    [InlineData("D'Arcy Lee")]
    [InlineData("Dr")]
    public void Validate_NamesAsPeopleHaveThem_AreAccepted(string name) => Assert.Empty(Messages(pupil => pupil.Surname = name));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0, 19)]
    public void Validate_TheAgesAtBothEnds_AreAccepted(int days, int age) =>
        Assert.Empty(Messages(pupil => pupil.DateOfBirth = Today.AddYears(-age).AddDays(days)));

    [Theory]
    [InlineData(false, null, 1)]
    [InlineData(true, null, 0)]
    [InlineData(false, "Both parents live abroad", 0)]
    public void Validate_ParentalResponsibility_IsHeldOrSaidWhyNot(bool held, string? reason, int problems)
    {
        var pupil = CaseWorld.NewPupil(Guid.NewGuid());
        pupil.NoResponsibleCarerReason = reason;
        var carer = new Carer { Id = Guid.NewGuid(), PupilId = pupil.Id, Name = "Jo Wren", Relationship = "mother", HasParentalResponsibility = held };

        Assert.Equal(problems, new PupilDetailsValidator(Today).Validate(new PupilDetails(pupil, [carer])).Errors.Count);
    }

    [Theory]
    [InlineData("0116 496 0000", true)]
    [InlineData("+44 116 496 0000", true)]
    [InlineData("0116", false)]
    [InlineData("ask the school", false)]
    public void Validate_CarersTelephone_IsANumberToRing(string phone, bool valid)
    {
        var carer = new Carer { Id = Guid.NewGuid(), PupilId = Guid.NewGuid(), Name = "Jo Wren", Relationship = "mother", Phone = phone };

        Assert.Equal(valid, new CarerValidator().Validate(carer).IsValid);
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(9, 3)]
    [InlineData(10, 4)]
    [InlineData(12, 5)]
    public void KeyStage_YearGroup_IsTheOneItIsIn(int year, int? keyStage) => Assert.Equal(keyStage, YearGroups.KeyStage(year));

    [Theory]
    [InlineData("2015-08-31", 7)]
    [InlineData("2015-09-01", 6)]
    [InlineData("2012-02-29", 10)]
    [InlineData("2010-09-01", 11)]
    public void ByAge_In2026_IsTheAgeOn31August(string born, int year) =>
        Assert.Equal(year, YearGroups.ByAge(DateOnly.ParseExact(born, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), 2026));

    [Theory]
    [InlineData("le38ra", "LE3 8RA", true)]
    [InlineData("LE1 1AA", "LE1 1AA", true)]
    [InlineData("SW1A 1AA", "SW1A 1AA", true)]
    [InlineData("Q11 1AA", "Q11 1AA", false)]
    [InlineData("LE3 8R", "LE 38R", false)]
    public void Postcode_AsTyped_IsPutRightOrRefused(string typed, string normal, bool valid)
    {
        Assert.Equal(normal, Postcodes.Normalise(typed));
        Assert.Equal(valid, Postcodes.IsValid(typed));
    }

    private static IEnumerable<string> Messages(Action<Pupil> change)
    {
        var pupil = CaseWorld.NewPupil(Guid.NewGuid());
        change(pupil);
        return new PupilValidator(Today).Validate(pupil).Errors.Select(error => error.ErrorMessage);
    }
}
