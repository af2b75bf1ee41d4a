namespace CaseFlow.Cases.Calendars;

/// <summary>No term dates are held that a date could be worked out from.</summary>
public sealed class CalendarMissingException(int academicYear) : Exception(
    $"There are no term dates to count school days of {Calendars.AcademicYear.Name(academicYear)} by. Import the authority’s term dates (a CSV with ALL in its first column), then try again.")
{
    public int AcademicYear { get; } = academicYear;
}
