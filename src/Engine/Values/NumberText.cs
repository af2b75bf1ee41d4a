using System.Globalization;
using System.Numerics;

namespace CaseFlow.Engine.Values;

/// <summary>Numbers to text by JavaScript's rules (ECMA-262, Number::toString and its kin); back again with <see cref="NumberReader"/>.</summary>
public static class NumberText
{
    private const long LargestExactInteger = 9_007_199_254_740_992;
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly string[] Small = [.. Enumerable.Range(0, 256).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Whether the number is whole and every whole number up to it has a double of its own.</summary>
    public static bool IsExactWhole(double number) => Math.Abs(number) < LargestExactInteger && Math.Truncate(number) == number;

    /// <summary>As JavaScript prints the number: 5, 0.1, 1e+21, NaN, Infinity; negative zero is 0.</summary>
    public static string Format(double number)
    {
        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        if (IsExactWhole(number))
        {
            var whole = (long)number;
            return whole is >= 0 and < 256 ? Small[whole] : whole.ToString(CultureInfo.InvariantCulture);
        }

        var (digits, point) = Shortest(Math.Abs(number));
        return (number < 0 ? "-" : "") + Lay(digits, point);
    }

    /// <summary>Like toString(radix), for a whole or fractional number.</summary>
    public static string FormatRadix(double number, int radix)
    {
        if (radix == 10 || double.IsNaN(number) || double.IsInfinity(number))
        {
            return Format(number);
        }

        var whole = Math.Truncate(Math.Abs(number));
        var fraction = Math.Abs(number) - whole;
        var (digits, carries) = RadixFraction(Math.Abs(number), fraction, radix);
        whole += carries ? 1 : 0;
        var text = new Stack<char>();

        // As V8 does: what a double cannot tell apart is printed as zeros.
        while (whole / radix >= LargestExactInteger)
        {
            whole /= radix;
            text.Push('0');
        }

        do
        {
            var rest = whole % radix;
            text.Push(Digits[(int)rest]);
            whole = (whole - rest) / radix;
        }
        while (whole > 0);

        var result = (number < 0 ? "-" : "") + new string([.. text]);
        return digits.Length == 0 ? result : result + "." + digits;
    }

    /// <summary>Like toFixed: exact, ties upwards. The number of digits is 0 to 100.</summary>
    public static string FormatFixed(double number, int digits)
    {
        if (double.IsNaN(number) || Math.Abs(number) >= 1e21)
        {
            return Format(number);
        }

        var scaled = RoundScaled(Math.Abs(number), digits).ToString(CultureInfo.InvariantCulture);
        if (digits > 0)
        {
            scaled = scaled.PadLeft(digits + 1, '0');
            scaled = scaled[..^digits] + "." + scaled[^digits..];
        }

        // -0.001.toFixed(2) is "-0.00", but (-0).toFixed(2) is "0.00".
        return number < 0 ? "-" + scaled : scaled;
    }

    /// <summary>Like toPrecision with 1 to 100 digits.</summary>
    public static string FormatPrecision(double number, int precision)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            return Format(number);
        }

        var sign = number < 0 ? "-" : "";
        number = Math.Abs(number);
        var (digits, exponent) = Rounded(number, precision);
        if (exponent < -6 || exponent >= precision)
        {
            return sign + Scientific(digits, exponent);
        }

        return sign + (exponent == precision - 1 ? digits
            : exponent >= 0 ? digits[..(exponent + 1)] + "." + digits[(exponent + 1)..]
            : "0." + new string('0', -(exponent + 1)) + digits);
    }

    /// <summary>Like toExponential with 0 to 100 digits after the point, or as many as needed.</summary>
    public static string FormatExponential(double number, int? fractionDigits)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            return Format(number);
        }

        var sign = number < 0 ? "-" : "";
        number = Math.Abs(number);
        if (fractionDigits is { } count)
        {
            var (rounded, exponent) = Rounded(number, count + 1);
            return sign + Scientific(rounded, exponent);
        }

        var (digits, point) = number == 0 ? ("0", 1) : Shortest(number);
        return sign + Scientific(digits, point - 1);
    }

    // The shortest digits that read back as the number, and where the point stands: 0.d1d2… times 10^point.
    private static (string Digits, int Point) Shortest(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        var all = pointAt < 0 ? mantissa : whole + mantissa[(pointAt + 1)..];
        var digits = all.TrimStart('0');
        return (digits.TrimEnd('0'), exponent + whole.Length - (all.Length - digits.Length));
    }

    private static string Lay(string digits, int point)
    {
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point ? digits + new string('0', point - digits.Length) : digits[..point] + "." + digits[point..];
        }

        return point is > -6 and <= 0 ? "0." + new string('0', -point) + digits : Scientific(digits, point - 1);
    }

    private static string Scientific(string digits, int exponent) =>
        (digits.Length == 1 ? digits : digits[..1] + "." + digits[1..]) + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);

    // The exact value times 10^digits, rounded with ties upwards.
    private static BigInteger RoundScaled(double number, int digits)
    {
        var (mantissa, exponent) = Split(number);
        var numerator = mantissa * (digits >= 0 ? BigInteger.Pow(10, digits) : BigInteger.One);
        var denominator = digits >= 0 ? BigInteger.One : BigInteger.Pow(10, -digits);
        if (exponent >= 0)
        {
            numerator <<= exponent;
        }
        else
        {
            denominator <<= -exponent;
        }

        return ((numerator * 2) + denominator) / (denominator * 2);
    }

    private static (string Digits, int Exponent) Rounded(double number, int precision)
    {
        if (number == 0)
        {
            return (new string('0', precision), 0);
        }

        var exponent = Shortest(number).Point - 1;
        var digits = RoundScaled(number, precision - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length < precision)
        {
            // The shortest digits were rounded up to the next power of ten: 1e23 is 9.99…e22 exactly.
            exponent--;
            digits = RoundScaled(number, precision - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        }

        return digits.Length > precision ? (digits[..precision], exponent + 1) : (digits, exponent);
    }

    private static (BigInteger Mantissa, int Exponent) Split(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        return exponent == 0 ? (mantissa, -1074) : (mantissa | (1L << 52), exponent - 1075);
    }

    // As V8 does: digits until what is left is below half a unit in the last place, rounding the last; that may carry into the whole part.
    private static (string Digits, bool Carries) RadixFraction(double number, double fraction, int radix)
    {
        var delta = Math.Max(0.5 * (Math.BitIncrement(number) - number), double.Epsilon);
        var carries = false;
        var digits = new List<int>();
        while (fraction >= delta && digits.Count < 1100)
        {
            fraction *= radix;
            delta *= radix;
            var digit = (int)fraction;
            digits.Add(digit);
            fraction -= digit;
            if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) == 1)) && fraction + delta > 1)
            {
                var at = digits.Count - 1;
                while (at >= 0 && ++digits[at] == radix)
                {
                    digits.RemoveAt(at--);
                }

                carries = at < 0;
                break;
            }
        }

        return (string.Concat(digits.Select(digit => Digits[digit])), carries);
    }
}
