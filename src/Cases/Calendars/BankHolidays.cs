using System.Collections.Concurrent;

namespace CaseFlow.Cases.Calendars;

public sealed record BankHoliday(DateOnly Date, string Name);

/// <summary>
/// England's bank holidays of any year since 1978, by rule, with the one-offs that were proclaimed. A holiday on a
/// weekend is kept on the next weekday that is not a bank holiday itself.
/// </summary>
public sealed class BankHolidays
{
    private readonly List<(DateOnly Date, string Name, bool IsHoliday)> _oneOffs;
    private readonly ConcurrentDictionary<int, IReadOnlyDictionary<DateOnly, string>> _years = new();

    public BankHolidays(IEnumerable<BankHolidayOverride> overrides)
    {
        _oneOffs =
        [
            .. ProclaimedHolidays.All,
            .. overrides.Select(one => (one.Date, one.Name, one.IsHoliday)),
        ];
    }

    public static BankHolidays England { get; } = new([]);

    public bool Contains(DateOnly date) => Year(date.Year).ContainsKey(date);

    public string? NameOf(DateOnly date) => Year(date.Year).GetValueOrDefault(date);

    public IReadOnlyList<BankHoliday> InYear(int year) =>
        [.. Year(year).OrderBy(day => day.Key).Select(day => new BankHoliday(day.Key, day.Value))];

    private IReadOnlyDictionary<DateOnly, string> Year(int year) => _years.GetOrAdd(year, Compute);

    private IReadOnlyDictionary<DateOnly, string> Compute(int year)
    {
        var easter = EasterSunday(year);
        var days = new Dictionary<DateOnly, string>
        {
            [easter.AddDays(-2)] = "Good Friday",
            [easter.AddDays(1)] = "Easter Monday",
            [FirstMonday(year, 5)] = "Early May bank holiday",
            [LastMonday(year, 5)] = "Spring bank holiday",
            [LastMonday(year, 8)] = "Summer bank holiday",
        };
        KeepOnWeekdays(days, (new DateOnly(year, 1, 1), "New Year’s Day"));
        KeepOnWeekdays(days, (new DateOnly(year, 12, 25), "Christmas Day"), (new DateOnly(year, 12, 26), "Boxing Day"));

        foreach (var (date, name, isHoliday) in _oneOffs.Where(one => one.Date.Year == year))
        {
            if (isHoliday)
            {
                days[date] = name;
            }
            else
            {
                days.Remove(date);
            }
        }

        return days;
    }

    private static void KeepOnWeekdays(Dictionary<DateOnly, string> days, params (DateOnly Date, string Name)[] feasts)
    {
        foreach (var (date, name) in feasts.Where(feast => !feast.Date.IsWeekend()))
        {
            days[date] = name;
        }

        foreach (var (date, name) in feasts.Where(feast => feast.Date.IsWeekend()))
        {
            var substitute = date;
            while (substitute.IsWeekend() || days.ContainsKey(substitute))
            {
                substitute = substitute.AddDays(1);
            }

            days[substitute] = name;
        }
    }

    private static DateOnly FirstMonday(int year, int month)
    {
        var day = new DateOnly(year, month, 1);
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static DateOnly LastMonday(int year, int month)
    {
        var day = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    // The anonymous Gregorian computus (Meeus, Jones, Butcher): the letters are those of its published form.
    private static DateOnly EasterSunday(int year)
    {
        var a = year % 19;
        var b = year / 100;
        var c = year % 100;
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
