namespace CaseFlow.Cases.Calendars;

/// <summary>Monday to Friday but for England's bank holidays.</summary>
public sealed class WorkingDays(BankHolidays bankHolidays) : DayCount
{
    public static WorkingDays England { get; } = new(BankHolidays.England);

    public BankHolidays BankHolidays { get; } = bankHolidays;

    public override bool Counts(DateOnly date) => !date.IsWeekend() && !BankHolidays.Contains(date);
}

public static class Weekends
{
    public static bool IsWeekend(this DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
