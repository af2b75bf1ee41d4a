using Bogus;

namespace CaseFlow.Host.Demo;

/// <summary>Children of the demo world, in the proportions of the county's own figures. None exists.</summary>
internal sealed class DemoPupils(Faker faker, int academicYear)
{
    private const string CheckLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private int _number;

    /// <summary>The import file of so many children at one school.</summary>
    public string Csv(DemoSchool school, int count)
    {
        var file = new DemoCsv(
            "school_urn", "forename", "surname", "date_of_birth", "sex", "upn", "address_1", "town", "postcode", "home_authority", "responsible_authority", "on_roll_from",
            "free_school_meals", "free_school_meals_from", "pupil_premium", "pupil_premium_from", "sen_status", "primary_need", "looked_after", "care_authority", "social_worker",
            "virtual_school_contact", "social_care", "carer_name", "carer_relationship", "carer_responsibility", "carer_phone", "carer_email", "carer_language", "carer_safe");
        for (var index = 0; index < count; index++)
        {
            Row(file, school);
        }

        return file.ToString();
    }

    private void Row(DemoCsv file, DemoSchool school)
    {
        var number = _number++;
        var isBoy = faker.Random.Bool(0.7f);
        var surname = DemoPersonNames.Surname(faker);
        var year = YearGroup();
        var hasMeals = faker.Random.Bool(0.54f);
        var since = new DateOnly(academicYear - faker.Random.Int(1, 3), 9, faker.Random.Int(1, 28));
        var need = faker.Random.WeightedRandom(["N", "K", "E"], [0.51f, 0.40f, 0.09f]);
        var isLookedAfter = faker.Random.Bool(0.05f);
        var byOther = isLookedAfter && faker.Random.Bool(0.33f);
        var isCity = faker.Random.Bool(school.GroupCode switch { "NC" => 0.06f, "SL" => 0.12f, _ => 0.03f });
        var carer = $"{DemoPersonNames.Adult(faker)} {surname}";
        file.Row(
            school.Urn,
            DemoPersonNames.Child(faker, isBoy),
            surname,
            DemoCsv.Date(Birthday(year)),
            isBoy ? "M" : "F",
            Upn(number),
            $"{faker.Random.Int(1, 180)} {faker.PickRandom<string>(DemoNames.Streets)}",
            school.Town,
            DemoPostcode.Of(1000 + number),
            isCity ? "Leicester City" : "Leicestershire",
            isCity ? "Leicester City" : "Leicestershire",
            DemoCsv.Date(new DateOnly(academicYear - (year - 7), 9, 1)),
            YesNo(hasMeals),
            hasMeals ? DemoCsv.Date(since) : "",
            YesNo(hasMeals || isLookedAfter),
            hasMeals || isLookedAfter ? DemoCsv.Date(since) : "",
            need,
            need == "N" ? "" : faker.Random.WeightedRandom(["SEMH", "MLD", "SPLD", "SLCN", "ASD", "NSA", "OTH", "HI"], [0.62f, 0.09f, 0.08f, 0.08f, 0.08f, 0.02f, 0.02f, 0.01f]),
            isLookedAfter ? "yes" : "no",
            isLookedAfter ? byOther ? "Rutland" : "Leicestershire" : "",
            isLookedAfter ? $"{DemoPersonNames.Adult(faker)} {DemoPersonNames.Surname(faker)}" : "",
            isLookedAfter ? $"{DemoPersonNames.Adult(faker)} {DemoPersonNames.Surname(faker)}" : "",
            faker.Random.WeightedRandom(["none", "early help", "child in need", "child protection"], [0.67f, 0.18f, 0.10f, 0.05f]),
            carer,
            faker.PickRandom("mother", "father", "grandmother", "foster carer"),
            "yes",
            $"07700 900{number % 1000:000}",
            $"carer{number}@families.example",
            faker.Random.WeightedRandom(["English", "Polish", "Gujarati", "Romanian"], [0.9f, 0.04f, 0.04f, 0.02f]),
            YesNo(!faker.Random.Bool(0.03f)));
    }

    private int YearGroup() => faker.Random.Bool(132f / 284)
        ? faker.Random.WeightedRandom([7, 8, 9], [0.20f, 0.33f, 0.47f])
        : faker.Random.WeightedRandom([10, 11], [0.55f, 0.45f]);

    /// <summary>A day that gives this year group: the age on 31 August is the year group and four.</summary>
    private DateOnly Birthday(int yearGroup) => new DateOnly(academicYear - yearGroup - 4, 8, 31).AddDays(-faker.Random.Int(0, 360));

    // 855 is the authority's number and 9999 no school's: the check letter is right and the number nobody's.
    private static string Upn(int number)
    {
        var digits = $"8559999{30_001 + number:00000}";
        return CheckLetters.Select(letter => letter + digits).First(upn => Cases.Pupils.Upn.Problem(upn) is null);
    }

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}
