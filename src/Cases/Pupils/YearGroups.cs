using CaseFlow.Cases.Calendars;

namespace CaseFlow.Cases.Pupils;

/// <summary>Year groups and key stages, from the age on 31 August unless the school teaches the child in another year.</summary>
public static class YearGroups
{
    /// <summary>The year group by age: a child who is 11 on 31 August goes into year 7 that autumn.</summary>
    public static int ByAge(DateOnly dateOfBirth, int academicYear) =>
        AgeOn(dateOfBirth, new DateOnly(academicYear, 8, 31)) - 4;

    public static int Of(Pupil pupil, DateOnly date) =>
        pupil.YearGroupOverride ?? ByAge(pupil.DateOfBirth, AcademicYear.Of(date));

    public static int? KeyStage(int yearGroup) => yearGroup switch
    {
        >= 7 and <= 9 => 3,
        10 or 11 => 4,
        12 or 13 => 5,
        _ => null,
    };

    /// <summary>Whole years of age on a day; someone born on 29 February ages on 1 March of other years.</summary>
    public static int AgeOn(DateOnly dateOfBirth, DateOnly date)
    {
        var years = date.Year - dateOfBirth.Year;
        return (date.Month, date.Day).CompareTo((dateOfBirth.Month, dateOfBirth.Day)) < 0 ? years - 1 : years;
    }
}
