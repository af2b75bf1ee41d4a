using System.Globalization;
using System.Numerics;

namespace CaseFlow.Engine.Values;

/// <summary>Texts to numbers by JavaScript's rules (ECMA-262, StringToNumber, parseInt and parseFloat).</summary>
public static class NumberReader
{
    /// <summary>The number a text stands for, NaN where it stands for none. White space around is ignored, "" is 0.</summary>
    public static double Parse(string text)
    {
        var span = TrimScript(text.AsSpan());
        if (span.IsEmpty)
        {
            return 0;
        }

        if (span.Length > 2 && span[0] == '0' && !char.IsAsciiDigit(span[1]) && span[1] is not ('.' or 'e' or 'E'))
        {
            return (span[1] | 32) switch
            {
                'x' => ParseWhole(span[2..], 16),
                'o' => ParseWhole(span[2..], 8),
                'b' => ParseWhole(span[2..], 2),
                _ => double.NaN,
            };
        }

        var used = DecimalLength(span);
        return used == span.Length ? ParseDecimal(span) : double.NaN;
    }

    /// <summary>Like parseFloat: the longest number the text begins with.</summary>
    public static double ParsePrefix(string text)
    {
        var span = TrimScript(text.AsSpan());
        var used = DecimalLength(span);
        return used == 0 ? double.NaN : ParseDecimal(span[..used]);
    }

    /// <summary>Like parseInt.</summary>
    public static double ParseInteger(string text, int radix)
    {
        var span = TrimScript(text.AsSpan());
        var negative = !span.IsEmpty && span[0] == '-';
        if (!span.IsEmpty && span[0] is '+' or '-')
        {
            span = span[1..];
        }

        if (radix is 0 or 16 && span.Length >= 2 && span[0] == '0' && span[1] is 'x' or 'X')
        {
            span = span[2..];
            radix = 16;
        }

        radix = radix == 0 ? 10 : radix;
        if (radix is < 2 or > 36)
        {
            return double.NaN;
        }

        var length = 0;
        while (length < span.Length && DigitOf(span[length]) < radix)
        {
            length++;
        }

        if (length == 0)
        {
            return double.NaN;
        }

        var value = radix == 10 ? double.Parse(span[..length], NumberStyles.None, CultureInfo.InvariantCulture) : ParseWhole(span[..length], radix);
        return negative ? -value : value;
    }

    /// <summary>The text without JavaScript's white space and line ends at either side.</summary>
    internal static ReadOnlySpan<char> TrimScript(ReadOnlySpan<char> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsScriptSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsScriptSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    internal static bool IsScriptSpace(char character) =>
        character is ' ' or (>= '\t' and <= '\r') or '\u00A0' or '\uFEFF' or '\u2028' or '\u2029'
        || (character > 127 && char.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator);

    private static int DecimalLength(ReadOnlySpan<char> span)
    {
        var at = 0;
        if (at < span.Length && span[at] is '+' or '-')
        {
            at++;
        }

        if (span[at..].StartsWith("Infinity", StringComparison.Ordinal))
        {
            return at + 8;
        }

        var whole = CountDigits(span[at..]);
        at += whole;
        var fraction = 0;
        if (at < span.Length && span[at] == '.')
        {
            fraction = CountDigits(span[(at + 1)..]);
            at += whole + fraction > 0 ? 1 + fraction : 0;
        }

        if (whole + fraction == 0)
        {
            return 0;
        }

        if (at < span.Length && span[at] is 'e' or 'E')
        {
            var sign = at + 1 < span.Length && span[at + 1] is '+' or '-' ? 1 : 0;
            var exponent = CountDigits(span[(at + 1 + sign)..]);
            at += exponent > 0 ? 1 + sign + exponent : 0;
        }

        return at;
    }

    private static int CountDigits(ReadOnlySpan<char> span)
    {
        var count = 0;
        while (count < span.Length && char.IsAsciiDigit(span[count]))
        {
            count++;
        }

        return count;
    }

    private static double ParseDecimal(ReadOnlySpan<char> span)
    {
        if (span[^1] == 'y')
        {
            return span[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return double.Parse(span, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static double ParseWhole(ReadOnlySpan<char> span, int radix)
    {
        if (span.IsEmpty)
        {
            return double.NaN;
        }

        BigInteger exact = 0;
        double value = 0;
        foreach (var character in span)
        {
            var digit = DigitOf(character);
            if (digit >= radix)
            {
                return double.NaN;
            }

            // Beyond 1,100 digits every radix has overflowed to infinity; up to there the sum is exact.
            if (span.Length <= 1100)
            {
                exact = (exact * radix) + digit;
            }
            else
            {
                value = (value * radix) + digit;
            }
        }

        return span.Length <= 1100 ? (double)exact : value;
    }

    private static int DigitOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'z' => character - 'a' + 10,
        >= 'A' and <= 'Z' => character - 'A' + 10,
        _ => 99,
    };
}
