namespace CaseFlow.Activities.Time;

/// <summary>
/// When a step that needs a calendar tries again by itself: term dates that are not there yet are often imported the same
/// day or the next. After that a person has to look.
/// </summary>
internal static class CalendarRetry
{
    public const string Cause = "due-date";

    private static readonly TimeSpan[] Delays = [TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromDays(1), TimeSpan.FromDays(1)];

    public static TimeSpan? After(string cause, int attempt) => cause == Cause && attempt <= Delays.Length ? Delays[attempt - 1] : null;
}
