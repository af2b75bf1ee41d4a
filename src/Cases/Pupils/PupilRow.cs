using System.Globalization;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.Schools;

namespace CaseFlow.Cases.Pupils;

/// <summary>A row of a pupil file, read once into fields; a column the file does not have leaves a held pupil's field alone.</summary>
internal sealed class PupilRow
{
    private readonly CsvRow _row;
    private readonly List<Action<Pupil>> _fields = [];

    public PupilRow(CsvRow row, string? upn, Guid schoolId, DateOnly today)
    {
        _row = row;
        var born = row.Date("date_of_birth");
        if (born is null && row.Text("date_of_birth") is null)
        {
            row.Problem("date_of_birth", "Enter the date of birth, like 2012-03-14 or 14/03/2012");
        }

        if (row.Text("sex") is null)
        {
            row.Problem("sex", "Enter F or M");
        }

        var sex = row.Choice("sex", PupilCodeWords.Sexes);
        var home = LocalAuthorities.Spelt(row.Text("home_authority", 60) ?? "");
        _fields.Add(pupil =>
        {
            pupil.SchoolId = schoolId;
            pupil.Upn = upn;
            pupil.Forename = row.Text("forename", int.MaxValue) ?? "";
            pupil.Surname = row.Text("surname", int.MaxValue) ?? "";
            pupil.DateOfBirth = born ?? today;
            pupil.Sex = sex ?? Sex.F;
            pupil.AddressLine1 = row.Text("address_1", int.MaxValue) ?? "";
            pupil.Postcode = Postcodes.Normalise(row.Text("postcode") ?? "");
            pupil.HomeAuthority = home;
        });
        ReadText("upn_missing_reason", (pupil, text) => pupil.UpnMissingReason = text);
        ReadText("known_as", (pupil, text) => pupil.KnownAs = text);
        ReadText("year_group_reason", (pupil, text) => pupil.YearGroupOverrideReason = text);
        ReadText("address_2", (pupil, text) => pupil.AddressLine2 = text);
        ReadText("town", (pupil, text) => pupil.Town = text);
        ReadText("care_authority", (pupil, text) => pupil.CareAuthority = text is null ? null : LocalAuthorities.Spelt(text));
        ReadText("social_worker", (pupil, text) => pupil.SocialWorker = text);
        ReadText("virtual_school_contact", (pupil, text) => pupil.VirtualSchoolContact = text);
        ReadText("responsible_authority", (pupil, text) => pupil.ResponsibleAuthority = text is null ? home : LocalAuthorities.Spelt(text));
        Read("year_group", YearGroup(), (pupil, year) => pupil.YearGroupOverride = year);
        Read("enrolment_status", row.Choice("enrolment_status", PupilCodeWords.Enrolments), (pupil, status) => pupil.Enrolment = status ?? EnrolmentStatus.Single);
        Read("free_school_meals", row.YesNo("free_school_meals"), (pupil, yes) => pupil.FreeSchoolMeals = yes ?? false);
        Read("free_school_meals_from", row.Date("free_school_meals_from"), (pupil, date) => pupil.FreeSchoolMealsFrom = date);
        Read("pupil_premium", row.YesNo("pupil_premium"), (pupil, yes) => pupil.PupilPremium = yes ?? false);
        Read("pupil_premium_from", row.Date("pupil_premium_from"), (pupil, date) => pupil.PupilPremiumFrom = date);
        Read("sen_status", row.Choice("sen_status", PupilCodeWords.SenStatuses), (pupil, status) => pupil.SenStatus = status ?? SenStatus.None);
        Read("primary_need", row.Choice("primary_need", PupilCodeWords.Needs), (pupil, need) => pupil.PrimaryNeed = need);
        Read("secondary_need", row.Choice("secondary_need", PupilCodeWords.Needs), (pupil, need) => pupil.SecondaryNeed = need);
        Read("looked_after", row.Choice("looked_after", PupilCodeWords.CareStatuses), (pupil, status) => pupil.CareStatus = status ?? CareStatus.None);
        Read("social_care", row.Choice("social_care", PupilCodeWords.SocialCare), (pupil, status) => pupil.SocialCare = status ?? SocialCareStatus.None);
        _ = row.Date("on_roll_from");
    }

    public Pupil New(Guid id)
    {
        var home = LocalAuthorities.Spelt(_row.Text("home_authority", 60) ?? "");
        return new Pupil
        {
            Id = id,
            Forename = "",
            Surname = "",
            DateOfBirth = default,
            Sex = Sex.F,
            AddressLine1 = "",
            Postcode = "",
            HomeAuthority = home,
            ResponsibleAuthority = home,
            SchoolId = Guid.Empty,
        };
    }

    public void Fill(Pupil pupil) => _fields.ForEach(field => field(pupil));

    /// <summary>The carer of the row, where its name is given.</summary>
    public Carer? ReadCarer(Guid carerId, Guid pupilId)
    {
        var responsible = _row.YesNo("carer_responsibility");
        var safe = _row.YesNo("carer_safe");
        return _row.Text("carer_name", int.MaxValue) is not { } name
            ? null
            : new Carer
            {
                Id = carerId,
                PupilId = pupilId,
                Name = name,
                Relationship = _row.Text("carer_relationship", 60) ?? "",
                HasParentalResponsibility = responsible ?? false,
                Phone = _row.Text("carer_phone", 40),
                Email = _row.Text("carer_email", 254),
                Language = _row.Text("carer_language", 60),
                SafeToContact = safe ?? true,
            };
    }

    private int? YearGroup()
    {
        if (_row.Text("year_group") is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return year;
        }

        _row.Problem("year_group", "Enter the year group as a number, like 9");
        return null;
    }

    private void ReadText(string column, Action<Pupil, string?> set) => Read(column, _row.Text(column), set);

    private void Read<T>(string column, T value, Action<Pupil, T> set)
    {
        if (_row.Has(column))
        {
            _fields.Add(pupil => set(pupil, value));
        }
    }
}
