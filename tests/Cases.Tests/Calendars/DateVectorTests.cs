using System.Globalization;
using System.Text.Json;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Deadlines;
using CaseFlow.TestKit;

namespace CaseFlow.Cases.Tests.Calendars;

/// <summary>
/// Worked dates as data: our own, the shared ones where they are beside the repository, and every file named in
/// CASEFLOW_DATE_VECTORS (separated by colons).
/// </summary>
public sealed class DateVectorTests
{
    [Fact]
    public void Deadlines_OfEveryVectorFile_MatchWhatWasWorkedOutByHand()
    {
        var results = Files().SelectMany(Run).ToList();

        Summary.Line($"dates: {results.Count(result => result is null)} of {results.Count} match");
        Assert.True(results.Count >= 26, "The project's own vectors were not read.");
        Assert.Empty(results.OfType<string>());
    }

    [Fact]
    public void BankHolidays_ListedInAVectorFile_AreThoseOfTheRule()
    {
        foreach (var path in Files())
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path));
            if (file.RootElement.TryGetProperty("bankHolidays", out var listed))
            {
                var days = listed.EnumerateArray().Select(Date).Order().ToList();
                Assert.Equal(days, days.Select(day => day.Year).Distinct().SelectMany(BankHolidays.England.InYear).Select(day => day.Date));
            }
        }
    }

    private static IEnumerable<string> Files()
    {
        yield return Repository.Path("tests", "Cases.Tests", "Data", "domain-dates.json");
        if (Repository.Shared("vectors", "dates.json") is { } shared)
        {
            yield return shared;
        }

        var named = Environment.GetEnvironmentVariable("CASEFLOW_DATE_VECTORS") ?? "";
        foreach (var file in named.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return file;
        }
    }

    /// <summary>A null for each vector that matches, words for each that does not.</summary>
    private static IEnumerable<string?> Run(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var calendars = file.RootElement.TryGetProperty("calendars", out var listed)
            ? listed.EnumerateObject().ToDictionary(one => one.Name, one => Calendar(one.Value), StringComparer.Ordinal)
            : [];
        return file.RootElement.GetProperty("vectors").EnumerateArray().Select(vector => Check(path, vector, calendars)).ToList();
    }

    private static string? Check(string path, JsonElement vector, Dictionary<string, CalendarSet> calendars)
    {
        var calendar = vector.TryGetProperty("calendar", out var name) && name.GetString() is { } text ? calendars[text] : NoSchool;
        var expected = Date(vector.GetProperty("expect"));
        var found = Answer(
            vector.GetProperty("rule").GetString()!, Date(vector.GetProperty("anchor")), vector.TryGetProperty("n", out var n) ? n.GetInt32() : 0, calendar);
        return found == expected ? null : $"{Path.GetFileName(path)}: {vector} gave {found?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no answer: its rule is unknown"}";
    }

    private static DateOnly? Answer(string rule, DateOnly anchor, int n, CalendarSet calendars) => rule switch
    {
        "schoolDaysAfter" => Deadline.After(new Duration(n, TimeUnit.SchoolDay), anchor, calendars).DueOn,
        "schoolDayInclusive" => Deadline.Inclusive(new Duration(n, TimeUnit.SchoolDay), anchor, calendars).DueOn,
        "schoolDaysBefore" => Deadline.Before(new Duration(n, TimeUnit.SchoolDay), anchor, calendars).DueOn,
        "lastSchoolDayOnOrBefore" => calendars.School.OnOrBefore(anchor),
        "workingDaysAfter" => Deadline.After(new Duration(n, TimeUnit.WorkingDay), anchor, calendars).DueOn,
        "weeksAfter" => Deadline.After(new Duration(n, TimeUnit.Week), anchor, calendars).DueOn,
        "calendarDaysAfter" => Deadline.After(new Duration(n, TimeUnit.Day), anchor, calendars).DueOn,
        "monthsAfter" => Deadline.After(new Duration(n, TimeUnit.Month), anchor, calendars, exactMonths: true).DueOn,
        "monthsAfterThenWorkingDay" => Deadline.After(new Duration(n, TimeUnit.Month), anchor, calendars).DueOn,
        _ => null,
    };

    private static CalendarSet NoSchool { get; } = TestCalendars.Of([]);

    private static CalendarSet Calendar(JsonElement calendar) => TestCalendars.Of(
        calendar.GetProperty("terms").EnumerateArray().Select(term => new DateRange(Date(term[0]), Date(term[1]))),
        [.. Days(calendar, "inset"), .. Days(calendar, "closures")]);

    private static IEnumerable<DateOnly> Days(JsonElement calendar, string name) =>
        calendar.TryGetProperty(name, out var days) ? days.EnumerateArray().Select(Date) : [];

    private static DateOnly Date(JsonElement text) => DateOnly.ParseExact(text.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
