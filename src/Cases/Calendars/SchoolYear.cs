namespace CaseFlow.Cases.Calendars;

public readonly record struct DateRange(DateOnly Start, DateOnly End)
{
    public bool Contains(DateOnly date) => Start <= date && date <= End;

    public DateRange Shift(int days) => new(Start.AddDays(days), End.AddDays(days));
}

/// <summary>A school's terms of one academic year, and the days within them on which no pupil has a session.</summary>
public sealed record SchoolYear
{
    public required IReadOnlyList<DateRange> Terms { get; init; }

    /// <summary>INSET days, closures and the like, each with its name.</summary>
    public IReadOnlyList<(DateRange Days, string Label)> NoSession { get; init; } = [];

    /// <summary>Why dates worked out from this year may still move; null when they are confirmed.</summary>
    public string? ProvisionalBecause { get; init; }
}
