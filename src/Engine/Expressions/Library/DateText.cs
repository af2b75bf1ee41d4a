using System.Globalization;
using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Dates as text and back. An expression's local time is UTC: it gives the same result on every machine.</summary>
internal static class DateText
{
    private static readonly string[] Patterns =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd", "yyyy-MM", "yyyy", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
        "MMM d, yyyy", "MMMM d, yyyy", "MMM d, yyyy HH:mm:ss", "MMMM d, yyyy HH:mm:ss", "d MMM yyyy", "d MMMM yyyy", "d MMM yyyy HH:mm:ss", "MMM d yyyy",
        "ddd MMM dd yyyy HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'", "ddd MMM dd yyyy", "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "M/d/yyyy",
    ];

    public static string Format(Evaluation.Evaluation evaluation, double time) =>
        Part(evaluation, time, "ddd MMM dd yyyy HH:mm:ss", " GMT+0000 (Coordinated Universal Time)");

    public static string Iso(Evaluation.Evaluation evaluation, double time)
    {
        evaluation.Allocate(240);
        if (double.IsNaN(time))
        {
            throw new ExpressionFault("This date is not valid, so it cannot be written. Check what it was made from.");
        }

        var date = DateParts.Of(time);
        var year = date.Year is >= 0 and <= 9999 ? date.Year.ToString("0000", CultureInfo.InvariantCulture)
            : (date.Year < 0 ? "-" : "+") + Math.Abs(date.Year).ToString("000000", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{year}-{date.Month + 1:00}-{date.Day:00}T{date.Hour:00}:{date.Minute:00}:{date.Second:00}.{date.Millisecond:000}Z");
    }

    /// <summary>The date by a .NET pattern in English, or Invalid Date.</summary>
    public static string Part(Evaluation.Evaluation evaluation, double time, string pattern, string suffix = "")
    {
        evaluation.Allocate(200);
        if (double.IsNaN(time))
        {
            return "Invalid Date";
        }

        return new ScriptDate(time).ToInstant()!.Value.UtcDateTime.ToString(pattern, CultureInfo.InvariantCulture) + suffix;
    }

    public static double Parse(Evaluation.Evaluation evaluation, string text)
    {
        evaluation.Work(256);
        evaluation.Allocate(200);
        if (text.Length > 80)
        {
            return double.NaN;
        }

        // JavaScript reads 31 February as 3 March.
        text = text.Trim();
        var overflow = 0;
        if (text.Length >= 10 && text[4] == '-' && text[7] == '-' && text[8..10] is "29" or "30" or "31")
        {
            overflow = int.Parse(text.AsSpan(8, 2), CultureInfo.InvariantCulture) - 1;
            text = text[..8] + "01" + text[10..];
        }

        // The end of a day is the start of the next.
        var isDaysEnd = text.Contains("T24:00", StringComparison.Ordinal);
        if (isDaysEnd)
        {
            overflow++;
            text = text.Replace("T24:00", "T00:00", StringComparison.Ordinal);
        }

        return DateTimeOffset.TryParseExact(text, Patterns, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && !(isDaysEnd && (date.Second != 0 || date.Ticks % TimeSpan.TicksPerSecond != 0))
            ? date.ToUnixTimeMilliseconds() + (overflow * 86_400_000d)
            : double.NaN;
    }
}
