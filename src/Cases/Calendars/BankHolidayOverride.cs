namespace CaseFlow.Cases.Calendars;

/// <summary>A one-off: a day that is a bank holiday although no rule says so, or is not although a rule does.</summary>
public sealed class BankHolidayOverride
{
    public required Guid Id { get; init; }

    public required DateOnly Date { get; init; }

    public required string Name { get; set; }

    public bool IsHoliday { get; set; } = true;
}
