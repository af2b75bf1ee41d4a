namespace CaseFlow.Host.Demo;

/// <summary>A school of the demo world as it is planned.</summary>
internal sealed record DemoSchool(string Urn, string Name, string GroupCode, bool IsStudio, string Town, string Postcode)
{
    /// <summary>The part of its people's email addresses after the @. The .example domain can belong to nobody.</summary>
    public string MailDomain => new string([.. Name.ToLowerInvariant().Where(char.IsAsciiLetter)]) + ".example";

    /// <summary>NW's studio school is not a member until somebody makes it one.</summary>
    public bool IsMember => !(IsStudio && GroupCode == "NW");
}

internal static class DemoSchools
{
    // 999 begins no school's number that exists.
    private const int FirstUrn = 999_001;

    public static IReadOnlyList<DemoSchool> Plan()
    {
        var names = new Queue<string>(DemoNames.Schools);
        var schools = new List<DemoSchool>();
        foreach (var group in DemoNames.Groups)
        {
            for (var number = 0; number < group.Schools; number++)
            {
                var studio = number == group.Schools - 1 ? DemoNames.StudioSchools.GetValueOrDefault(group.Code) : null;
                var index = schools.Count;
                schools.Add(new(
                    (FirstUrn + index).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    studio ?? names.Dequeue(),
                    group.Code,
                    studio is not null,
                    DemoNames.Towns[index % DemoNames.Towns.Count],
                    DemoPostcode.Of(index)));
            }
        }

        return schools;
    }

    public static string Csv(IEnumerable<DemoSchool> schools, DateOnly memberFrom)
    {
        var file = new DemoCsv("urn", "name", "kind", "local_authority", "laestab", "own_term_dates", "address", "town", "postcode", "phone", "email", "partnership", "partnership_from");
        foreach (var school in schools)
        {
            var index = int.Parse(school.Urn, System.Globalization.CultureInfo.InvariantCulture) - FirstUrn;
            file.Row(
                school.Urn,
                school.Name,
                school.IsStudio ? "studio school" : index % 7 == 3 ? "maintained" : "academy",
                "Leicestershire",
                $"855{9000 + index}",
                "no",
                $"{1 + index} {DemoNames.Streets[index % DemoNames.Streets.Count]}",
                school.Town,
                school.Postcode,
                $"0116 496 0{100 + index}",
                $"office@{school.MailDomain}",
                school.IsMember ? school.GroupCode : "",
                school.IsMember ? DemoCsv.Date(memberFrom) : "");
        }

        return file.ToString();
    }
}

/// <summary>Postcodes in a district that no place has.</summary>
internal static class DemoPostcode
{
    private const string Letters = "ABDEFGHJLNPQRSTUWXYZ";

    public static string Of(int number) => $"LE97 {number % 10}{Letters[number / 10 % Letters.Length]}{Letters[number / 200 % Letters.Length]}";
}
