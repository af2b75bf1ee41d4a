using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using CaseFlow.Engine.Expressions.Evaluation;
using CaseFlow.Engine.Values;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Number and its static members, parseInt and parseFloat.</summary>
internal static class NumberFunctions
{
    private const double LargestSafe = 9_007_199_254_740_991;

    public static readonly FrozenDictionary<string, ScriptValue> Statics = new[]
    {
        Constant("MAX_SAFE_INTEGER", LargestSafe),
        Constant("MIN_SAFE_INTEGER", -LargestSafe),
        Constant("MAX_VALUE", double.MaxValue),
        Constant("MIN_VALUE", double.Epsilon),
        Constant("EPSILON", 2.220446049250313e-16),
        Constant("NaN", double.NaN),
        Constant("POSITIVE_INFINITY", double.PositiveInfinity),
        Constant("NEGATIVE_INFINITY", double.NegativeInfinity),
        Function("isInteger", (_, _, arguments) => ScriptValue.Of(IsWhole(arguments.At(0)))),
        Function("isSafeInteger", (_, _, arguments) => ScriptValue.Of(IsWhole(arguments.At(0)) && Math.Abs(arguments[0].Number) <= LargestSafe)),
        Function("isFinite", (_, _, arguments) => ScriptValue.Of(arguments.At(0).IsNumber && double.IsFinite(arguments[0].Number))),
        Function("isNaN", (_, _, arguments) => ScriptValue.Of(arguments.At(0).IsNumber && double.IsNaN(arguments[0].Number))),
        Function("parseInt", ParseInt),
        Function("parseFloat", ParseFloat),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ScriptValue ParseInt(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = ScriptOperators.ToText(evaluation, arguments.At(0));
        ScriptOperators.CountDigits(evaluation, text);
        return ScriptValue.Of(NumberReader.ParseInteger(text, ScriptOperators.ToInt32(evaluation, arguments.At(1))));
    }

    public static ScriptValue ParseFloat(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = ScriptOperators.ToText(evaluation, arguments.At(0));
        evaluation.Work(4L * text.Length);
        return ScriptValue.Of(NumberReader.ParsePrefix(text));
    }

    private static bool IsWhole(ScriptValue value) => value.IsNumber && double.IsFinite(value.Number) && Math.Truncate(value.Number) == value.Number;
}

/// <summary>Methods of numbers and booleans.</summary>
internal static class NumberMethods
{
    private static readonly FrozenDictionary<string, NativeCode> Table = new Dictionary<string, NativeCode>(StringComparer.Ordinal)
    {
        ["toString"] = Print,
        ["toFixed"] = (evaluation, self, arguments) =>
            evaluation.NewText(NumberText.FormatFixed(Number(self), Digits(evaluation, "toFixed", arguments, 0, 100) ?? 0)),
        ["toPrecision"] = (evaluation, self, arguments) => evaluation.NewText(
            double.IsFinite(Number(self)) && Digits(evaluation, "toPrecision", arguments, 1, 100) is { } digits
                ? NumberText.FormatPrecision(Number(self), digits) : NumberText.Format(Number(self))),
        ["toExponential"] = (evaluation, self, arguments) => evaluation.NewText(NumberText.FormatExponential(
            Number(self), double.IsFinite(Number(self)) ? Digits(evaluation, "toExponential", arguments, 0, 100) : null)),
        ["toLocaleString"] = Grouped,
        ["valueOf"] = (_, self, _) => self,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static NativeCode? Find(string name) => Table.GetValueOrDefault(name);

    private static ScriptValue Print(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!self.IsNumber || arguments.At(0).IsUndefined)
        {
            return evaluation.NewText(ScriptOperators.ToText(evaluation, self));
        }

        var radix = ScriptOperators.ToInteger(evaluation, arguments[0]);
        if (!NumberText.IsExactWhole(self.Number))
        {
            // Up to 1,100 digits, each made on its own.
            evaluation.Work(16_000);
            evaluation.Allocate(20_000);
        }

        return radix is >= 2 and <= 36
            ? evaluation.NewText(NumberText.FormatRadix(self.Number, (int)radix))
            : throw new ExpressionFault("toString needs a base from 2 to 36.");
    }

    private static int? Digits(Evaluation.Evaluation evaluation, string method, ReadOnlySpan<ScriptValue> arguments, int least, int most)
    {
        // Exact printing of a number works on big integers.
        evaluation.Work(4000);
        evaluation.Allocate(2000);
        if (arguments.At(0).IsUndefined)
        {
            return null;
        }

        var digits = ScriptOperators.ToInteger(evaluation, arguments[0]);
        return digits >= least && digits <= most
            ? (int)digits
            : throw new ExpressionFault($"{method} needs a number of digits from {least} to {most}.");
    }

    private static double Number(ScriptValue self) =>
        self.IsNumber ? self.Number : throw new ExpressionFault("This works on numbers only. Convert the value with Number(…).");

    // English grouping with at most three decimals, as a browser prints numbers in Britain; by the digits String(n) shows.
    private static ScriptValue Grouped(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!arguments.At(1).IsUndefined || !(arguments.At(0).IsUndefined || arguments[0].Text is "en-GB" or "en-US" or "en"))
        {
            throw new ExpressionFault("Numbers are written the British way here: leave out the options, or write for example \"£\" + n.toFixed(2).");
        }

        evaluation.Work(1000);
        evaluation.Allocate(1000);
        var number = Number(self);
        return !double.IsFinite(number)
            ? evaluation.NewText(double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞")
            : evaluation.NewText((double.IsNegative(number) ? "-" : "") + Group(Math.Abs(number)));
    }

    private static string Group(double number)
    {
        // A number prints within 28 digits or is far above them and whole.
        if (number < 1e15)
        {
            return decimal.Round(decimal.Parse(NumberText.Format(number), NumberStyles.Float, CultureInfo.InvariantCulture), 3, MidpointRounding.AwayFromZero)
                .ToString("#,##0.###", CultureInfo.InvariantCulture);
        }

        var text = NumberText.FormatExponential(number, null);
        var at = text.IndexOf('e', StringComparison.Ordinal);
        var digits = text[..at].Replace(".", "", StringComparison.Ordinal);
        var whole = BigInteger.Parse(digits, CultureInfo.InvariantCulture)
            * BigInteger.Pow(10, Math.Max(0, int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1 - digits.Length));
        return whole.ToString("#,##0", CultureInfo.InvariantCulture);
    }
}
