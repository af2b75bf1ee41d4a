using System.Globalization;

namespace CaseFlow.Cases.Deadlines;

public enum TimeUnit
{
    Hour,
    SchoolDay,
    WorkingDay,
    Day,
    Week,
    Month,
}

/// <summary>How long something may take, in one unit: "5 school days", "1 working day", "6 weeks". Units are never mixed; hours go by the clock.</summary>
public readonly record struct Duration(int Amount, TimeUnit Unit)
{
    private const int Longest = 1000;
    private const string Units = "school days, working days, days, weeks, months or hours";

    /// <exception cref="FormatException">The text is no duration; the message says what to write.</exception>
    public static Duration Parse(string? text) =>
        TryParse(text, out var duration, out var problem) ? duration : throw new FormatException(problem);

    /// <summary>Reads a duration. Where it cannot, <paramref name="problem"/> says what to write instead.</summary>
    public static bool TryParse(string? text, out Duration duration, out string? problem)
    {
        duration = default;
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        problem = Problem(words, ref duration);
        return problem is null;
    }

    public override string ToString()
    {
        var unit = Unit switch
        {
            TimeUnit.Hour => "hour",
            TimeUnit.SchoolDay => "school day",
            TimeUnit.WorkingDay => "working day",
            TimeUnit.Day => "day",
            TimeUnit.Week => "week",
            _ => "month",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Amount} {unit}{(Amount == 1 ? "" : "s")}");
    }

    private static string? Problem(string[] words, ref Duration duration)
    {
        if (words.Length == 0)
        {
            return "Enter how long, such as “5 school days” or “6 weeks”";
        }

        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return $"Begin with a whole number, such as “5 school days”: “{words[0]}” is not one";
        }

        if (amount > Longest)
        {
            return $"“{words[0]}” is too long: the most is {Longest}";
        }

        if (words.Length == 1)
        {
            return $"Say what “{words[0]}” counts: {Units}";
        }

        var unit = string.Join(' ', words[1..]).ToLowerInvariant();
        TimeUnit? known = unit switch
        {
            "hour" or "hours" => TimeUnit.Hour,
            "school day" or "school days" => TimeUnit.SchoolDay,
            "working day" or "working days" => TimeUnit.WorkingDay,
            "day" or "days" or "calendar day" or "calendar days" => TimeUnit.Day,
            "week" or "weeks" => TimeUnit.Week,
            "month" or "months" => TimeUnit.Month,
            _ => null,
        };
        if (known is null)
        {
            return $"“{unit}” is not a unit of time here: use {Units}";
        }

        duration = new Duration(amount, known.Value);
        return null;
    }
}
