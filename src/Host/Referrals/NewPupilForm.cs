using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Pupils;

namespace CaseFlow.Host.Referrals;

/// <summary>The form that adds a pupil, and the record it makes.</summary>
public static class NewPupilForm
{
    private static readonly Lazy<FormDefinition> Read = new(Load);

    public static FormDefinition Form => Read.Value;

    /// <summary>The pupil and carers that valid answers describe.</summary>
    public static PupilDetails Details(FormAnswers answers, Guid schoolId, Func<Guid> newId)
    {
        var authority = answers.Text("homeAuthority") is "other" ? answers.Text("otherAuthority") : answers.Text("homeAuthority");
        var pupil = new Pupil
        {
            Id = newId(),
            Forename = answers.Text("forename"),
            Surname = answers.Text("surname"),
            KnownAs = Given(answers, "knownAs"),
            DateOfBirth = answers.Date("dateOfBirth")?.ToDateOnly() ?? default,
            Sex = Choice<Sex>(answers, "sex"),
            Upn = Given(answers, "upn"),
            UpnMissingReason = Given(answers, "upnReason"),
            Enrolment = Choice<EnrolmentStatus>(answers, "enrolment"),
            AddressLine1 = answers.Text("addressLine1"),
            AddressLine2 = Given(answers, "addressLine2"),
            Town = Given(answers, "town"),
            Postcode = Postcodes.Normalise(answers.Text("postcode")),
            HomeAuthority = authority,
            ResponsibleAuthority = authority,
            SchoolId = schoolId,
            FreeSchoolMeals = answers.Yes("freeSchoolMeals"),
            FreeSchoolMealsFrom = answers.Date("freeSchoolMealsFrom")?.ToDateOnly(),
            PupilPremium = answers.Yes("pupilPremium"),
            PupilPremiumFrom = answers.Date("pupilPremiumFrom")?.ToDateOnly(),
            SenStatus = Choice<SenStatus>(answers, "senStatus"),
            PrimaryNeed = answers.IsSet("primaryNeed") ? Choice<Need>(answers, "primaryNeed") : null,
            CareStatus = Choice<CareStatus>(answers, "careStatus"),
            CareAuthority = Given(answers, "careAuthority"),
            SocialWorker = Given(answers, "socialWorker"),
            VirtualSchoolContact = Given(answers, "virtualSchoolContact"),
            SocialCare = Choice<SocialCareStatus>(answers, "socialCare"),
            NoResponsibleCarerReason = Given(answers, "noResponsibleCarer"),
        };
        return new PupilDetails(pupil, [.. Enumerable.Range(0, answers.RowCount("carers")).Select(row => ReadCarer(answers, FormPath.Row("carers", row), pupil.Id, newId()))]);
    }

    /// <summary>The name of the input that a problem with a property is about.</summary>
    public static string InputOf(string property) => property switch
    {
        nameof(Pupil.UpnMissingReason) => "upn",
        nameof(Pupil.DateOfBirth) => "dateOfBirth.day",
        nameof(Pupil.ResponsibleAuthority) => "homeAuthority",
        nameof(Pupil.NoResponsibleCarerReason) => "noResponsibleCarer",
        nameof(Pupil.FreeSchoolMealsFrom) => "freeSchoolMealsFrom.day",
        nameof(Pupil.PupilPremiumFrom) => "pupilPremiumFrom.day",
        _ => string.Join('.', property.Split('.').Select(step => char.ToLowerInvariant(step[0]) + step[1..])),
    };

    private static Carer ReadCarer(FormAnswers answers, string row, Guid pupilId, Guid id) => new()
    {
        Id = id,
        PupilId = pupilId,
        Name = answers.Text(row + ".name"),
        Relationship = answers.Text(row + ".relationship"),
        HasParentalResponsibility = answers.Yes(row + ".responsibility"),
        Phone = Given(answers, row + ".phone"),
        Email = Given(answers, row + ".email"),
        Language = Given(answers, row + ".language"),
        SafeToContact = answers.Yes(row + ".safe"),
    };

    private static string? Given(FormAnswers answers, string path) => answers.Text(path) is { Length: > 0 } text ? text : null;

    private static T Choice<T>(FormAnswers answers, string path)
        where T : struct, Enum => Enum.TryParse<T>(answers.Text(path), out var choice) ? choice : default;

    private static FormDefinition Load()
    {
        using var stream = typeof(NewPupilForm).Assembly.GetManifestResourceStream("CaseFlow.Host.Referrals.pupil-form.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var (form, problems) = FormReader.Read(bytes.ToArray());
        return form ?? throw new InvalidOperationException(problems[0].Message);
    }
}
