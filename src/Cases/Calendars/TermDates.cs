namespace CaseFlow.Cases.Calendars;

/// <summary>
/// Makes a school's year out of its own entries laid over the authority's. Where a school lists its own terms, the
/// authority's terms, half-terms and INSET days say nothing about it; closures and bank holidays always add up.
/// </summary>
public sealed class TermDates
{
    // 52 weeks keep the weekday, which is how the authority's own pattern repeats.
    private const int DaysAYearOn = 364;

    private readonly bool _ownTermDates;
    private readonly ILookup<int, CalendarEntry> _own;
    private readonly ILookup<int, CalendarEntry> _authority;

    public TermDates(IEnumerable<CalendarEntry> own, IEnumerable<CalendarEntry> authority, bool ownTermDates)
    {
        _own = own.ToLookup(entry => entry.AcademicYear);
        _authority = authority.ToLookup(entry => entry.AcademicYear);
        _ownTermDates = ownTermDates;
    }

    /// <exception cref="CalendarMissingException">There are no term dates of any year.</exception>
    public SchoolYear Year(int academicYear)
    {
        var own = _own[academicYear].ToList();
        if (own.Exists(IsTerm))
        {
            var listed = own.Concat(_authority[academicYear].Where(IsAlwaysClosed)).ToList();
            return Build(listed, Reason(listed, academicYear));
        }

        var authority = _authority[academicYear].ToList();
        if (authority.Exists(IsTerm))
        {
            var owned = own.Exists(entry => entry.Type == CalendarEntryType.Inset);
            var listed = own.Concat(authority.Where(entry => !owned || entry.Type != CalendarEntryType.Inset)).ToList();
            var missing = _ownTermDates
                ? $"the school’s own term dates for {AcademicYear.Name(academicYear)} are missing, so the authority’s were used"
                : null;
            return Build(listed, missing ?? Reason(listed, academicYear));
        }

        return Projected(academicYear, own.Concat(authority));
    }

    private SchoolYear Projected(int academicYear, IEnumerable<CalendarEntry> known)
    {
        var source = _authority.Any(group => group.Any(IsTerm)) ? _authority : _own;
        var years = source.Where(group => group.Any(IsTerm)).Select(group => group.Key).ToList();
        if (years.Count == 0)
        {
            throw new CalendarMissingException(academicYear);
        }

        var nearest = years.MinBy(year => (Math.Abs(year - academicYear), year));
        var shift = DaysAYearOn * (academicYear - nearest);
        var terms = source[nearest].Where(IsTerm).Select(entry => Range(entry).Shift(shift)).ToList();
        return Build(known.ToList(), $"the term dates for {AcademicYear.Name(academicYear)} are missing, so those of {AcademicYear.Name(nearest)} were carried over")
            with { Terms = terms };
    }

    private static SchoolYear Build(List<CalendarEntry> entries, string? provisionalBecause) => new()
    {
        Terms = [.. entries.Where(IsTerm).Select(Range)],
        NoSession = [.. entries.Where(entry => !IsTerm(entry)).Select(entry => (Range(entry), LabelOf(entry)))],
        ProvisionalBecause = provisionalBecause,
    };

    private static string? Reason(List<CalendarEntry> entries, int academicYear) =>
        entries.Exists(entry => entry.Status == CalendarEntryStatus.Provisional)
            ? $"the term dates for {AcademicYear.Name(academicYear)} are not confirmed"
            : null;

    private static string LabelOf(CalendarEntry entry) => entry.Type switch
    {
        CalendarEntryType.Inset => "INSET",
        CalendarEntryType.Closure => string.IsNullOrWhiteSpace(entry.Label) ? "closure" : entry.Label,
        CalendarEntryType.BankHoliday => "bank holiday",
        _ => "half-term",
    };

    private static bool IsTerm(CalendarEntry entry) => entry.Type == CalendarEntryType.Term;

    private static bool IsAlwaysClosed(CalendarEntry entry) =>
        entry.Type is CalendarEntryType.Closure or CalendarEntryType.BankHoliday;

    private static DateRange Range(CalendarEntry entry) => new(entry.Start, entry.End);
}
