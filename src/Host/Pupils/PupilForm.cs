using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Host.Pupils;

/// <summary>A pupil's record as a form, and back.</summary>
public static class PupilForm
{
    public const string Other = "other";

    private static readonly FormDefinition Shipped = Load();

    /// <param name="schools">Schools to choose from when a pupil is added; empty for a pupil who is there, whose school is moved by import.</param>
    public static FormPart PartFor(IReadOnlyList<School> schools)
    {
        var part = Shipped.Parts[0];
        return part with
        {
            Fields =
            [
                .. part.Fields
                    .Where(field => field.Name != "school" || schools.Count > 0)
                    .Select(field => field.Name == "school" ? field with { Options = [.. schools.Select(school => new FormOption(school.Id.ToString(), school.Name))] } : field),
            ],
        };
    }

    public static FormCheck Check(FormPart part, FormAnswers answers, DateOnly today) =>
        FormValidator.Validate(Shipped with { Parts = [part] }, answers, LocalDate.FromDateOnly(today));

    public static FormAnswers AnswersOf(Pupil pupil, IEnumerable<Carer> carers)
    {
        var known = LocalAuthorities.Named.Contains(pupil.HomeAuthority);
        var json = new JsonObject
        {
            ["forename"] = pupil.Forename,
            ["surname"] = pupil.Surname,
            ["knownAs"] = pupil.KnownAs,
            ["dateOfBirth"] = Iso(pupil.DateOfBirth),
            ["upn"] = pupil.Upn,
            ["upnReason"] = pupil.UpnMissingReason,
            ["sex"] = pupil.Sex.ToString(),
            ["enrolment"] = pupil.Enrolment.ToString(),
            ["yearGroup"] = pupil.YearGroupOverride,
            ["yearGroupReason"] = pupil.YearGroupOverrideReason,
            ["address1"] = pupil.AddressLine1,
            ["address2"] = pupil.AddressLine2,
            ["town"] = pupil.Town,
            ["postcode"] = pupil.Postcode,
            ["homeAuthority"] = known ? pupil.HomeAuthority : Other,
            ["homeAuthorityOther"] = known ? null : pupil.HomeAuthority,
            ["freeSchoolMeals"] = pupil.FreeSchoolMeals,
            ["freeSchoolMealsFrom"] = Iso(pupil.FreeSchoolMealsFrom),
            ["pupilPremium"] = pupil.PupilPremium,
            ["pupilPremiumFrom"] = Iso(pupil.PupilPremiumFrom),
            ["senStatus"] = pupil.SenStatus.ToString(),
            ["primaryNeed"] = pupil.PrimaryNeed?.ToString(),
            ["secondaryNeed"] = pupil.SecondaryNeed?.ToString(),
            ["careStatus"] = pupil.CareStatus.ToString(),
            ["careAuthority"] = pupil.CareAuthority,
            ["socialWorker"] = pupil.SocialWorker,
            ["virtualSchoolContact"] = pupil.VirtualSchoolContact,
            ["socialCare"] = pupil.SocialCare.ToString(),
            ["noResponsibleCarerReason"] = pupil.NoResponsibleCarerReason,
            ["carers"] = new JsonArray([.. carers.Select(CarerRow)]),
        };
        foreach (var empty in json.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            json.Remove(empty);
        }

        return new FormAnswers(json);
    }

    /// <summary>A new record from checked answers, with a place for every required field.</summary>
    public static Pupil NewPupil(Guid id, Guid schoolId, FormAnswers answers) => new()
    {
        Id = id,
        SchoolId = schoolId,
        Forename = answers.Text("forename"),
        Surname = answers.Text("surname"),
        DateOfBirth = Date(answers, "dateOfBirth") ?? default,
        Sex = Choice<Sex>(answers, "sex"),
        AddressLine1 = answers.Text("address1"),
        Postcode = Postcodes.Normalise(answers.Text("postcode")),
        HomeAuthority = Authority(answers),
        ResponsibleAuthority = Authority(answers),
    };

    public static void Fill(Pupil pupil, FormAnswers answers)
    {
        pupil.Forename = answers.Text("forename");
        pupil.Surname = answers.Text("surname");
        pupil.KnownAs = Words(answers, "knownAs");
        pupil.DateOfBirth = Date(answers, "dateOfBirth") ?? default;
        pupil.Upn = Words(answers, "upn") is { } upn ? Upn.Normalise(upn) : null;
        pupil.UpnMissingReason = pupil.Upn is null ? Words(answers, "upnReason") : null;
        pupil.Sex = Choice<Sex>(answers, "sex");
        pupil.Enrolment = Choice<EnrolmentStatus>(answers, "enrolment");
        pupil.YearGroupOverride = (int?)answers.Number("yearGroup");
        pupil.YearGroupOverrideReason = pupil.YearGroupOverride is null ? null : Words(answers, "yearGroupReason");
        pupil.AddressLine1 = answers.Text("address1");
        pupil.AddressLine2 = Words(answers, "address2");
        pupil.Town = Words(answers, "town");
        pupil.Postcode = Postcodes.Normalise(answers.Text("postcode"));

        // Who answers for the child is mostly the home authority; where it was set apart by an import it stays.
        pupil.ResponsibleAuthority = pupil.ResponsibleAuthority == pupil.HomeAuthority ? Authority(answers) : pupil.ResponsibleAuthority;
        pupil.HomeAuthority = Authority(answers);
        pupil.FreeSchoolMeals = answers.Yes("freeSchoolMeals");
        pupil.FreeSchoolMealsFrom = Date(answers, "freeSchoolMealsFrom");
        pupil.PupilPremium = answers.Yes("pupilPremium");
        pupil.PupilPremiumFrom = Date(answers, "pupilPremiumFrom");
        pupil.SenStatus = Choice<SenStatus>(answers, "senStatus");
        pupil.PrimaryNeed = OptionalChoice<Need>(answers, "primaryNeed");
        pupil.SecondaryNeed = OptionalChoice<Need>(answers, "secondaryNeed");
        pupil.CareStatus = Choice<CareStatus>(answers, "careStatus");
        pupil.CareAuthority = Words(answers, "careAuthority");
        pupil.SocialWorker = Words(answers, "socialWorker");
        pupil.VirtualSchoolContact = Words(answers, "virtualSchoolContact");
        pupil.SocialCare = Choice<SocialCareStatus>(answers, "socialCare");
        pupil.NoResponsibleCarerReason = Words(answers, "noResponsibleCarerReason");
    }

    public static IReadOnlyList<Carer> Carers(Guid pupilId, FormAnswers answers, Func<Guid> newId) =>
    [
        .. Enumerable.Range(0, answers.RowCount("carers")).Select(row => FormPath.Row("carers", row)).Select(row => new Carer
        {
            Id = newId(),
            PupilId = pupilId,
            Name = answers.Text(row + ".name"),
            Relationship = answers.Text(row + ".relationship"),
            HasParentalResponsibility = answers.Yes(row + ".responsibility"),
            Phone = Words(answers, row + ".phone"),
            Email = Words(answers, row + ".email"),
            Language = Words(answers, row + ".language"),
            SafeToContact = answers.Yes(row + ".safe"),
        }),
    ];

    /// <summary>The question that a rule of the record speaks of.</summary>
    public static string QuestionOf(string property) => property switch
    {
        "AddressLine1" => "address1",
        "UpnMissingReason" => "upn",
        "YearGroupOverride" => "yearGroup",
        "YearGroupOverrideReason" => "yearGroupReason",
        "DateOfBirth" => "dateOfBirth.day",
        _ => FormPathName(property),
    };

    private static string FormPathName(string property) => char.ToLowerInvariant(property[0]) + property[1..];

    private static JsonNode CarerRow(Carer carer)
    {
        var row = new JsonObject { ["name"] = carer.Name, ["relationship"] = carer.Relationship, ["responsibility"] = carer.HasParentalResponsibility, ["safe"] = carer.SafeToContact };
        foreach (var (name, value) in new[] { ("phone", carer.Phone), ("email", carer.Email), ("language", carer.Language) })
        {
            if (value is not null)
            {
                row[name] = value;
            }
        }

        return row;
    }

    private static string Authority(FormAnswers answers) =>
        answers.Text("homeAuthority") is var named && named == Other ? answers.Text("homeAuthorityOther") : named;

    private static string? Words(FormAnswers answers, string path) => answers.Text(path) is { Length: > 0 } text ? text : null;

    private static DateOnly? Date(FormAnswers answers, string path) => answers.Date(path)?.ToDateOnly();

    private static T Choice<T>(FormAnswers answers, string path)
        where T : struct, Enum => OptionalChoice<T>(answers, path) ?? default;

    private static T? OptionalChoice<T>(FormAnswers answers, string path)
        where T : struct, Enum => Enum.TryParse<T>(answers.Text(path), out var choice) ? choice : null;

    private static string? Iso(DateOnly? date) => date is { } day ? LocalDatePattern.Iso.Format(LocalDate.FromDateOnly(day)) : null;

    private static FormDefinition Load()
    {
        using var stream = typeof(PupilForm).Assembly.GetManifestResourceStream("CaseFlow.Host.Pupils.pupil.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var (form, problems) = FormReader.Read(copy.ToArray());
        return form ?? throw new InvalidOperationException("The pupil form cannot be read: " + problems[0].Message);
    }
}
