using CaseFlow.Cases.Calendars;

namespace CaseFlow.Cases.Deadlines;

/// <summary>Runs of days that were not counted, in words; ordinary weekends go without saying.</summary>
internal static class SkippedDays
{
    public static IReadOnlyList<string> In(DateOnly from, DateOnly to, DayCount days, Func<DateOnly, string?> reasonFor)
    {
        var runs = new List<string>();
        for (var day = from.AddDays(1); day < to; day = day.AddDays(1))
        {
            if (days.Counts(day))
            {
                continue;
            }

            var start = day;
            while (day < to && !days.Counts(day))
            {
                day = day.AddDays(1);
            }

            Add(runs, start, day.AddDays(-1), reasonFor);
        }

        return runs;
    }

    private static void Add(List<string> runs, DateOnly start, DateOnly end, Func<DateOnly, string?> reasonFor)
    {
        var all = Enumerable.Range(0, end.DayNumber - start.DayNumber + 1).Select(start.AddDays).ToList();
        var weekdays = all.Where(day => !day.IsWeekend()).ToList();
        if (weekdays.Count == 0)
        {
            return;
        }

        var reasons = weekdays.Select(reasonFor).Distinct(StringComparer.Ordinal).ToList();
        if (reasons is [{ } only])
        {
            // One named cause: the days it fell on, without the weekend around them.
            runs.Add($"{Span(weekdays[0], weekdays[^1])} ({only})");
            return;
        }

        runs.Add(Span(start, end));
    }

    private static string Span(DateOnly start, DateOnly end) =>
        start == end ? EnglishDates.Brief(start) : $"{EnglishDates.Brief(start)}–{EnglishDates.Brief(end)}";
}
