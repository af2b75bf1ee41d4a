using System.Collections.Frozen;
using System.Numerics;
using CaseFlow.Engine.Expressions.Evaluation;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>The object Math.</summary>
internal static class MathFunctions
{
    public static readonly FrozenDictionary<string, ScriptValue> Members = All().ToFrozenDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, ScriptValue>> All() =>
    [
        Constant("E", Math.E), Constant("PI", Math.PI), Constant("LN2", 0.6931471805599453), Constant("LN10", 2.302585092994046),
        Constant("LOG2E", 1.4426950408889634), Constant("LOG10E", 0.4342944819032518), Constant("SQRT2", 1.4142135623730951), Constant("SQRT1_2", 0.7071067811865476),
        Of("abs", Math.Abs), Of("ceil", Math.Ceiling), Of("floor", Math.Floor), Of("trunc", Math.Truncate), Of("round", Round), Of("sqrt", Math.Sqrt), Of("cbrt", CubeRoot),
        Of("sign", number => double.IsNaN(number) || number == 0 ? number : Math.Sign(number)),
        Of("exp", Math.Exp), Of("expm1", ExponentLessOne),
        Of("log", Math.Log), Of("log2", Math.Log2), Of("log10", Math.Log10),
        Of("log1p", LogarithmOfOneMore),
        Of("sin", Math.Sin), Of("cos", Math.Cos), Of("tan", Math.Tan), Of("asin", Math.Asin), Of("acos", Math.Acos), Of("atan", Math.Atan),
        Of("sinh", Math.Sinh), Of("cosh", Math.Cosh), Of("tanh", Math.Tanh), Of("asinh", Math.Asinh), Of("acosh", Math.Acosh), Of("atanh", Math.Atanh),
        Of("fround", number => (float)number),
        Function("atan2", (evaluation, _, arguments) => ScriptValue.Of(Math.Atan2(Number(evaluation, arguments, 0), Number(evaluation, arguments, 1)))),
        Function("pow", (evaluation, _, arguments) => ScriptValue.Of(ScriptOperators.Power(Number(evaluation, arguments, 0), Number(evaluation, arguments, 1)))),
        Function("imul", (evaluation, _, arguments) => ScriptValue.Of(unchecked(ScriptOperators.ToInt32(evaluation, arguments.At(0)) * ScriptOperators.ToInt32(evaluation, arguments.At(1))))),
        Function("clz32", (evaluation, _, arguments) => ScriptValue.Of(BitOperations.LeadingZeroCount((uint)ScriptOperators.ToInt32(evaluation, arguments.At(0))))),
        Function("max", (evaluation, _, arguments) => Fold(evaluation, arguments, double.NegativeInfinity, Math.Max)),
        Function("min", (evaluation, _, arguments) => Fold(evaluation, arguments, double.PositiveInfinity, Math.Min)),
        Function("hypot", Hypot),
        Function("random", (evaluation, _, _) => ScriptValue.Of((evaluation.Scope.NextRandom() >> 11) * (1.0 / (1UL << 53)))),
    ];

    private static KeyValuePair<string, ScriptValue> Of(string name, Func<double, double> function) =>
        Function(name, (evaluation, _, arguments) => ScriptValue.Of(function(Number(evaluation, arguments, 0))));

    private static double Number(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments, int index) => ScriptOperators.ToNumber(evaluation, arguments.At(index));

    // Half goes towards positive infinity, and -0.4 gives -0.
    private static double Round(double number)
    {
        var floor = Math.Floor(number);
        var rounded = number - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 && (number < 0 || double.IsNegative(number)) ? -0d : rounded;
    }

    // The C library's root of a whole cube can be off by the last bit.
    private static double CubeRoot(double number)
    {
        var root = Math.Cbrt(number);
        var whole = Math.Round(root);
        return whole * whole * whole == number ? whole : root;
    }

    // exp(x) - 1 and log(1 + x) without losing the digits of a small x (W. Kahan).
    private static double ExponentLessOne(double number)
    {
        var power = Math.Exp(number);
        return power == 1 || double.IsPositiveInfinity(power) ? power == 1 ? number : power
            : power - 1 == -1 ? -1
            : (power - 1) * number / Math.Log(power);
    }

    private static double LogarithmOfOneMore(double number)
    {
        var more = 1 + number;
        return more == 1 ? number : double.IsFinite(more) && more > 0 ? Math.Log(more) * number / (more - 1) : Math.Log(more);
    }

    private static ScriptValue Fold(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments, double start, Func<double, double, double> choose)
    {
        evaluation.Work(16L * arguments.Length);
        foreach (var argument in arguments)
        {
            start = choose(start, ScriptOperators.ToNumber(evaluation, argument));
        }

        return ScriptValue.Of(start);
    }

    private static ScriptValue Hypot(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        double largest = 0;
        evaluation.Work(32L * arguments.Length);
        evaluation.Allocate(24 + (8L * arguments.Length));
        var numbers = new double[arguments.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = Math.Abs(ScriptOperators.ToNumber(evaluation, arguments[index]));
            largest = double.IsInfinity(largest) ? largest : double.IsInfinity(numbers[index]) ? numbers[index] : Math.Max(largest, numbers[index]);
        }

        if (largest == 0 || !double.IsFinite(largest))
        {
            return ScriptValue.Of(largest);
        }

        // By the largest, so that no square overflows; with the lost low parts added back.
        double sum = 0, lost = 0;
        foreach (var number in numbers)
        {
            var part = number / largest;
            var summand = (part * part) - lost;
            var next = sum + summand;
            lost = next - sum - summand;
            sum = next;
        }

        return ScriptValue.Of(Math.Sqrt(sum) * largest);
    }
}
