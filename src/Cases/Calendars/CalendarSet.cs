using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Calendars;

/// <summary>The two ways of counting days that a deadline of one school's child may need.</summary>
public sealed record CalendarSet(SchoolCalendar School, WorkingDays Working)
{
    /// <summary>The calendars of a school, or the authority's where no school is given.</summary>
    public static CalendarSet Load(ICaseData data, Guid? schoolId)
    {
        var bankHolidays = new BankHolidays(data.BankHolidayOverrides.ToList());
        var entries = data.CalendarEntries.Where(entry => entry.SchoolId == null || entry.SchoolId == schoolId).ToList();
        var ownTermDates = schoolId is not null && data.Schools.Any(school => school.Id == schoolId && school.OwnTermDates);
        var terms = new TermDates(
            entries.Where(entry => entry.SchoolId is not null), entries.Where(entry => entry.SchoolId is null), ownTermDates);
        return new CalendarSet(new SchoolCalendar(terms.Year, bankHolidays), new WorkingDays(bankHolidays));
    }
}
