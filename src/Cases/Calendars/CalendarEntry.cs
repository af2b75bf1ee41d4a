namespace CaseFlow.Cases.Calendars;

/// <summary>A line of a term-date list: of one school, or of the authority for all schools (no school).</summary>
public sealed class CalendarEntry
{
    public required Guid Id { get; init; }

    /// <summary>Null for the authority's own list.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The year in which the academic year begins; it flips on 1 August.</summary>
    public required int AcademicYear { get; init; }

    public required CalendarEntryType Type { get; init; }

    public required DateOnly Start { get; set; }

    /// <summary>The last day, itself included.</summary>
    public required DateOnly End { get; set; }

    public string? Label { get; set; }

    public CalendarEntryStatus Status { get; set; }
}

public enum CalendarEntryType
{
    Term,
    HalfTerm,
    Inset,
    Closure,
    BankHoliday,
}

public enum CalendarEntryStatus
{
    Confirmed,
    Provisional,
}
