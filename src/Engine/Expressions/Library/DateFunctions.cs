using System.Collections.Frozen;
using CaseFlow.Engine.Expressions.Evaluation;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Date: new Date(…) and the static members. Now is the burst's instant.</summary>
internal static class DateFunctions
{
    public static readonly FrozenDictionary<string, ScriptValue> Statics = new[]
    {
        Function("now", (evaluation, _, _) => ScriptValue.Of(Now(evaluation))),
        Function("parse", (evaluation, _, arguments) => ScriptValue.Of(DateText.Parse(evaluation, ScriptOperators.ToText(evaluation, arguments.At(0))))),
        Function("UTC", (evaluation, _, arguments) => ScriptValue.Of(FromParts(evaluation, arguments))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static double Now(Evaluation.Evaluation evaluation) => evaluation.Scope.Now.ToUnixTimeMilliseconds();

    public static ScriptValue New(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments)
    {
        evaluation.Allocate(48);
        return ScriptValue.Of(new ScriptDate(arguments.Length switch
        {
            0 => Now(evaluation),
            1 => FromValue(evaluation, arguments[0]),
            _ => FromParts(evaluation, arguments),
        }));
    }

    private static double FromValue(Evaluation.Evaluation evaluation, ScriptValue value)
    {
        if (value.Date is { } date)
        {
            return date.Time;
        }

        value = ScriptOperators.ToPrimitive(evaluation, value);
        if (value.Text is { } text)
        {
            return DateText.Parse(evaluation, text);
        }

        var time = Math.Truncate(ScriptOperators.ToNumber(evaluation, value));
        return Math.Abs(time) <= 8.64e15 ? time + 0d : double.NaN;
    }

    private static double FromParts(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments)
    {
        var parts = new double[] { double.NaN, 0, 1, 0, 0, 0, 0 };
        evaluation.Allocate(80);
        for (var index = 0; index < Math.Min(parts.Length, arguments.Length); index++)
        {
            parts[index] = ScriptOperators.ToNumber(evaluation, arguments[index]);
        }

        // Years 0 to 99 are 1900 to 1999.
        var year = Math.Truncate(parts[0]);
        year = year is >= 0 and <= 99 ? 1900 + year : year;
        return new DateParts(year, parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], 0).ToTime();
    }
}
