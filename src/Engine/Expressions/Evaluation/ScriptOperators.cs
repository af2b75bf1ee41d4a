using System.Runtime.CompilerServices;
using System.Text;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>Conversions, comparison and arithmetic as ECMA-262 defines them.</summary>
internal static class ScriptOperators
{
    private const int TextLevels = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ToBoolean(ScriptValue value)
    {
        if (value.IsBoolean)
        {
            return value.IsTrue;
        }

        return value.IsNumber ? value.Number != 0 && !double.IsNaN(value.Number)
            : value.Text is { } text ? text.Length > 0
            : value.IsObject;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToNumber(Evaluation evaluation, ScriptValue value) => value.IsNumber ? value.Number : ToNumberSlowly(evaluation, value);

    /// <summary>Truncated towards zero; NaN is 0.</summary>
    public static double ToInteger(Evaluation evaluation, ScriptValue value)
    {
        var number = ToNumber(evaluation, value);
        return double.IsNaN(number) ? 0 : Math.Truncate(number) + 0d;
    }

    public static int ToInt32(Evaluation evaluation, ScriptValue value)
    {
        var number = ToNumber(evaluation, value);
        if (number is >= int.MinValue and <= int.MaxValue)
        {
            return (int)number;
        }

        return double.IsFinite(number) ? unchecked((int)(uint)(long)(Math.Truncate(number) % 4294967296d)) : 0;
    }

    public static string ToText(Evaluation evaluation, ScriptValue value)
    {
        if (value.Text is { } text)
        {
            return text;
        }

        if (value.IsNumber)
        {
            var isWhole = value.Number == Math.Truncate(value.Number);
            evaluation.Allocate(isWhole ? 56 : 240);
            evaluation.Work(isWhole ? 0 : 64);
            return NumberText.Format(value.Number);
        }

        return value.Reference switch
        {
            ScriptArray array => Join(evaluation, array, ","),
            ScriptDate date => Library.DateText.Format(evaluation, date.Time),
            ScriptFunction => "function",
            ScriptObject => "[object Object]",
            _ => value.IsBoolean ? (value.IsTrue ? "true" : "false") : value.IsNull ? "null" : "undefined",
        };
    }

    /// <summary>The key of a member: whole numbers and texts as they are.</summary>
    public static string ToKey(Evaluation evaluation, ScriptValue value) => ToText(evaluation, value);

    public static string Join(Evaluation evaluation, ScriptArray array, string separator)
    {
        evaluation.Enter(TextLevels);
        evaluation.Allocate(160);
        var text = new StringBuilder();
        for (var index = 0; index < array.Count; index++)
        {
            evaluation.Step();
            var item = array.Get(evaluation, index);
            var part = item.IsNullish ? "" : ToText(evaluation, item);
            evaluation.Allocate(4L * (part.Length + separator.Length));
            evaluation.Work(part.Length + separator.Length);
            if (index > 0)
            {
                text.Append(separator);
            }

            text.Append(part);
        }

        evaluation.Leave(TextLevels);
        return text.ToString();
    }

    public static ScriptValue ToPrimitive(Evaluation evaluation, ScriptValue value, bool preferNumber = false) =>
        !value.IsObject ? value
        : value.Date is { } date && preferNumber ? ScriptValue.Of(date.Time)
        : ScriptValue.Of(ToText(evaluation, value));

    public static ScriptValue Add(Evaluation evaluation, ScriptValue left, ScriptValue right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return ScriptValue.Of(left.Number + right.Number);
        }

        left = ToPrimitive(evaluation, left);
        right = ToPrimitive(evaluation, right);
        if (!left.IsText && !right.IsText)
        {
            return ScriptValue.Of(ToNumber(evaluation, left) + ToNumber(evaluation, right));
        }

        var first = ToText(evaluation, left);
        var second = ToText(evaluation, right);
        evaluation.AllocateText((long)first.Length + second.Length);
        return ScriptValue.Of(first + second);
    }

    public static bool StrictEquals(ScriptValue left, ScriptValue right)
    {
        if (left.IsNumber)
        {
            return right.IsNumber && left.Number == right.Number;
        }

        return left.Text is { } text ? right.Text is { } other && text == other : left.IsSameReference(right);
    }

    public static bool LooseEquals(Evaluation evaluation, ScriptValue left, ScriptValue right)
    {
        if (left.IsNullish || right.IsNullish)
        {
            return left.IsNullish && right.IsNullish;
        }

        if ((left.IsNumber && right.IsNumber) || (left.IsText && right.IsText) || (left.IsObject && right.IsObject))
        {
            return StrictEquals(left, right);
        }

        if (left.IsObject || right.IsObject)
        {
            return LooseEquals(evaluation, ToPrimitive(evaluation, left), ToPrimitive(evaluation, right));
        }

        return left.IsBoolean && right.IsBoolean ? left.IsTrue == right.IsTrue : ToNumber(evaluation, left) == ToNumber(evaluation, right);
    }

    /// <summary>Equal as includes() sees it: NaN is equal to itself.</summary>
    public static bool SameValueZero(ScriptValue left, ScriptValue right) =>
        StrictEquals(left, right) || (left.IsNumber && right.IsNumber && double.IsNaN(left.Number) && double.IsNaN(right.Number));

    /// <summary>Less than (-1), equal (0), greater (1), or null where a NaN is involved.</summary>
    public static int? Compare(Evaluation evaluation, ScriptValue left, ScriptValue right)
    {
        if (!left.IsNumber || !right.IsNumber)
        {
            left = ToPrimitive(evaluation, left, preferNumber: true);
            right = ToPrimitive(evaluation, right, preferNumber: true);
            if (left.Text is { } first && right.Text is { } second)
            {
                evaluation.Work(Math.Min(first.Length, second.Length));
                return Math.Sign(string.CompareOrdinal(first, second));
            }
        }

        var (x, y) = (ToNumber(evaluation, left), ToNumber(evaluation, right));
        return x < y ? -1 : x > y ? 1 : x == y ? 0 : null;
    }

    public static double Power(double number, double exponent) =>
        double.IsNaN(exponent) || (Math.Abs(number) == 1 && double.IsInfinity(exponent)) ? double.NaN : Math.Pow(number, exponent);

    /// <summary>Counts the reading of a number; a long one in another base than ten is read as a big integer, digit by digit.</summary>
    public static void CountDigits(Evaluation evaluation, string text)
    {
        evaluation.Work(4L * text.Length);
        if (text.Length is > 20 and < 1200)
        {
            evaluation.Work(16L * text.Length);
            evaluation.Allocate(((long)text.Length * text.Length / 3) + (32 * text.Length));
        }
    }

    private static double ToNumberSlowly(Evaluation evaluation, ScriptValue value)
    {
        if (value.Text is { } text)
        {
            CountDigits(evaluation, text);
            return NumberReader.Parse(text);
        }

        if (value.IsBoolean || value.IsNullish)
        {
            return value.IsTrue ? 1 : value.IsUndefined ? double.NaN : 0;
        }

        return value.Date is { } date ? date.Time : NumberReader.Parse(ToText(evaluation, value));
    }
}
