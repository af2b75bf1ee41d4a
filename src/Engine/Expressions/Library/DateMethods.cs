using System.Collections.Frozen;
using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Methods of dates. Local and UTC forms are the same, as an expression's local time is UTC.</summary>
internal static class DateMethods
{
    private static readonly FrozenDictionary<string, NativeCode> Table = All().ToFrozenDictionary(StringComparer.Ordinal);

    public static NativeCode? Find(string name) => Table.GetValueOrDefault(name);

    private static Dictionary<string, NativeCode> All()
    {
        var table = new Dictionary<string, NativeCode>(StringComparer.Ordinal)
        {
            ["getTime"] = (_, self, _) => ScriptValue.Of(Date(self).Time),
            ["valueOf"] = (_, self, _) => ScriptValue.Of(Date(self).Time),
            ["getTimezoneOffset"] = (_, self, _) => ScriptValue.Of(double.IsNaN(Date(self).Time) ? double.NaN : 0),
            ["toISOString"] = (e, self, _) => ScriptValue.Of(DateText.Iso(e, Date(self).Time)),
            ["toJSON"] = (e, self, _) => double.IsNaN(Date(self).Time) ? ScriptValue.Null : ScriptValue.Of(DateText.Iso(e, Date(self).Time)),
            ["toString"] = (e, self, _) => ScriptValue.Of(DateText.Format(e, Date(self).Time)),
            ["toDateString"] = (e, self, _) => ScriptValue.Of(DateText.Part(e, Date(self).Time, "ddd MMM dd yyyy")),
            ["toTimeString"] = (e, self, _) => ScriptValue.Of(DateText.Part(e, Date(self).Time, "HH:mm:ss", " GMT+0000 (Coordinated Universal Time)")),
            ["toUTCString"] = (e, self, _) => ScriptValue.Of(DateText.Part(e, Date(self).Time, "ddd, dd MMM yyyy HH:mm:ss", " GMT")),
            ["toLocaleDateString"] = (e, self, a) => Local(e, self, a, "dd/MM/yyyy"),
            ["toLocaleTimeString"] = (e, self, a) => Local(e, self, a, "HH:mm:ss"),
            ["toLocaleString"] = (e, self, a) => Local(e, self, a, "dd/MM/yyyy, HH:mm:ss"),
            ["setTime"] = (e, self, a) => Change(e, Date(self), new DateParts(1970, 0, 1, 0, 0, 0, ScriptOperators.ToNumber(e, a.At(0)), 0).ToTime()),
            ["getDay"] = (_, self, _) => Get(self, parts => parts.Weekday),
            ["getUTCDay"] = (_, self, _) => Get(self, parts => parts.Weekday),
        };
        Add(table, "FullYear", parts => parts.Year, 0);
        Add(table, "Month", parts => parts.Month, 1);
        Add(table, "Date", parts => parts.Day, 2);
        Add(table, "Hours", parts => parts.Hour, 3);
        Add(table, "Minutes", parts => parts.Minute, 4);
        Add(table, "Seconds", parts => parts.Second, 5);
        Add(table, "Milliseconds", parts => parts.Millisecond, 6);
        return table;
    }

    private static void Add(Dictionary<string, NativeCode> table, string name, Func<DateParts, double> part, int place)
    {
        foreach (var zone in (ReadOnlySpan<string>)["", "UTC"])
        {
            table["get" + zone + name] = (_, self, _) => Get(self, part);
            table["set" + zone + name] = (e, self, a) => Set(e, Date(self), a, place);
        }
    }

    private static ScriptDate Date(ScriptValue self) => self.Date ?? throw new ExpressionFault("This works on dates only. Make one with new Date(…).");

    private static ScriptValue Get(ScriptValue self, Func<DateParts, double> part) =>
        ScriptValue.Of(double.IsNaN(Date(self).Time) ? double.NaN : part(DateParts.Of(Date(self).Time)));

    // Each setter also takes the smaller parts that follow it: setHours(h, m, s, ms); a year takes month and day.
    private static ScriptValue Set(Evaluation.Evaluation evaluation, ScriptDate date, ReadOnlySpan<ScriptValue> arguments, int place)
    {
        evaluation.Allocate(80);
        var time = double.IsNaN(date.Time) && place == 0 ? 0 : date.Time;
        if (double.IsNaN(time))
        {
            return ScriptValue.Of(double.NaN);
        }

        var old = DateParts.Of(time);
        var parts = new[] { old.Year, old.Month, old.Day, old.Hour, old.Minute, old.Second, old.Millisecond };
        var last = place <= 2 ? 3 : 7;
        parts[place] = ScriptOperators.ToNumber(evaluation, arguments.At(0));
        for (var index = 1; index < arguments.Length && place + index < last; index++)
        {
            parts[place + index] = ScriptOperators.ToNumber(evaluation, arguments[index]);
        }

        return Change(evaluation, date, new DateParts(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], 0).ToTime());
    }

    private static ScriptValue Change(Evaluation.Evaluation evaluation, ScriptDate date, double time)
    {
        evaluation.Mutated = true;
        date.Change(time);
        return ScriptValue.Of(time);
    }

    private static ScriptValue Local(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments, string pattern) =>
        arguments.At(1).IsUndefined && (arguments.At(0).IsUndefined || arguments[0].Text == "en-GB")
            ? ScriptValue.Of(DateText.Part(evaluation, Date(self).Time, pattern))
            : throw new ExpressionFault("Dates are written the British way here: leave out the options, or put the date together from getDate(), getMonth() and getFullYear().");
}
