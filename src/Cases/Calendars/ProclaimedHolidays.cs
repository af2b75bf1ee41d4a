namespace CaseFlow.Cases.Calendars;

/// <summary>Holidays no rule foretells: added for one year, or moved away from the day the rule gives.</summary>
internal static class ProclaimedHolidays
{
    public static IReadOnlyList<(DateOnly Date, string Name, bool IsHoliday)> All { get; } =
    [
        (new(1981, 7, 29), "Royal wedding", true),
        (new(1995, 5, 1), "Early May bank holiday, moved", false),
        (new(1995, 5, 8), "VE Day, 50 years", true),
        (new(1999, 12, 31), "Millennium Eve", true),
        (new(2002, 5, 27), "Spring bank holiday, moved", false),
        (new(2002, 6, 3), "Golden Jubilee", true),
        (new(2002, 6, 4), "Spring bank holiday", true),
        (new(2011, 4, 29), "Royal wedding", true),
        (new(2012, 5, 28), "Spring bank holiday, moved", false),
        (new(2012, 6, 4), "Spring bank holiday", true),
        (new(2012, 6, 5), "Diamond Jubilee", true),
        (new(2020, 5, 4), "Early May bank holiday, moved", false),
        (new(2020, 5, 8), "VE Day, 75 years", true),
        (new(2022, 5, 30), "Spring bank holiday, moved", false),
        (new(2022, 6, 2), "Spring bank holiday", true),
        (new(2022, 6, 3), "Platinum Jubilee", true),
        (new(2022, 9, 19), "State funeral of Queen Elizabeth II", true),
        (new(2023, 5, 8), "Coronation of King Charles III", true),
    ];
}
