using System.Globalization;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Exclusions;

/// <summary>
/// School days lost to suspension, across every school attended: this statutory term and this school year. Cancelled
/// ones count no more.
/// </summary>
public sealed record SuspensionTotals(decimal DaysThisTerm, int CountThisTerm, decimal DaysThisYear, int CountThisYear)
{
    /// <summary>The most a child may be suspended for in a school year.</summary>
    public const int YearlyCeiling = 45;

    public static SuspensionTotals On(ICaseData data, Guid pupilId, DateOnly date, BankHolidays bankHolidays)
    {
        var academicYear = AcademicYear.Of(date);
        var (from, to) = (AcademicYear.FirstDay(academicYear), AcademicYear.LastDay(academicYear));
        var year = data.Exclusions
            .Where(one => one.PupilId == pupilId && one.Kind != ExclusionKind.Permanent && one.CancelledOn == null
                && one.StartsOn >= from && one.StartsOn <= to && one.StartsOn <= date)
            .ToList();
        var window = StatutoryTerm(date, bankHolidays);
        var term = year.Where(one => window.Contains(one.StartsOn)).ToList();
        return new SuspensionTotals(Days(term), term.Count, Days(year), year.Count);
    }

    /// <summary>
    /// Leicestershire's schools have six terms a year, so the law's three windows apply: to 31 December, to Easter
    /// Monday, to 31 July.
    /// </summary>
    public static DateRange StatutoryTerm(DateOnly date, BankHolidays bankHolidays)
    {
        var year = AcademicYear.Of(date);
        var easterMonday = bankHolidays.InYear(year + 1).First(day => day.Name == "Easter Monday").Date;
        return date.Year == year
            ? new DateRange(AcademicYear.FirstDay(year), new DateOnly(year, 12, 31))
            : date <= easterMonday
                ? new DateRange(new DateOnly(year + 1, 1, 1), easterMonday)
                : new DateRange(easterMonday.AddDays(1), AcademicYear.LastDay(year));
    }

    /// <summary>What the totals mean for the school, the board and the authority; nothing while they are low.</summary>
    public IEnumerable<string> Alerts()
    {
        if (DaysThisTerm > 15)
        {
            yield return "More than 15 days of suspension this term: the governing board must meet";
        }
        else if (DaysThisTerm >= 10)
        {
            yield return "10 days of suspension or more this term: over 15 the governing board must meet";
        }
        else if (DaysThisTerm > 5)
        {
            yield return "More than 5 days of suspension this term: the board must meet if the parent asks";
        }

        if (DaysThisYear > YearlyCeiling)
        {
            yield return $"More than {YearlyCeiling} days of suspension this school year: over the legal limit, tell the inclusion officer";
        }
        else if (DaysThisYear == YearlyCeiling)
        {
            yield return $"{YearlyCeiling} days of suspension this school year: the legal limit is reached";
        }
        else if (DaysThisYear >= 30)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{DaysThisYear:0.#} of {YearlyCeiling} days of suspension used this school year");
        }
    }

    private static decimal Days(List<Exclusion> exclusions) => exclusions.Sum(one => one.HalfDays) / 2m;
}
