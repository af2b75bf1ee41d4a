using System.Globalization;

namespace CaseFlow.Engine.Time;

/// <summary>The values one field of a schedule allows, as bits.</summary>
internal sealed class CronField
{
    private readonly ulong _bits;
    private readonly int _maximum;

    private CronField(ulong bits, int maximum, bool isEvery) => (_bits, _maximum, IsEvery) = (bits, maximum, isEvery);

    /// <summary>Written as * or ?, or with a step over all (*/2).</summary>
    public bool IsEvery { get; }

    public static CronField Only(int value) => new(1UL << value, value, isEvery: false);

    public bool Allows(int value) => (_bits & (1UL << value)) != 0;

    /// <summary>The first allowed value at or after the given one; below zero where there is none.</summary>
    public int Next(int from)
    {
        var rest = from > _maximum ? 0 : _bits >> from;
        return rest == 0 ? -1 : from + System.Numerics.BitOperations.TrailingZeroCount(rest);
    }

    public static CronField? Parse(string name, string text, int minimum, int maximum, string[] names, out string? problem)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
        {
            if (!TryPart(part, minimum, maximum, names, out var values))
            {
                problem = $"In the {name}, '{part}' is not a value from {minimum} to {maximum}, a range or a step.";
                return null;
            }

            bits |= values;
        }

        problem = null;
        return new CronField(bits, maximum, text[0] is '*' or '?');
    }

    /// <summary>A number, or a name of the list.</summary>
    public static bool TryNumber(string text, int minimum, int maximum, string[] names, out int value)
    {
        var named = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0 && text.Length > 0)
        {
            value = named + minimum;
            return true;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum;
    }

    private static bool TryPart(string part, int minimum, int maximum, string[] names, out ulong bits)
    {
        bits = 0;
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var step = 1;
        if (slash >= 0 && (!int.TryParse(part[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1))
        {
            return false;
        }

        var range = slash < 0 ? part : part[..slash];
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var (low, high) = (minimum, maximum);
        if (range is not ("*" or "?"))
        {
            if (!TryNumber(dash < 0 ? range : range[..dash], minimum, maximum, names, out low))
            {
                return false;
            }

            high = slash < 0 ? low : maximum;
            if (dash >= 0 && !TryNumber(range[(dash + 1)..], minimum, maximum, names, out high))
            {
                return false;
            }
        }

        // A range may run past the end: FRI-MON, 22-2.
        var span = high >= low ? high - low : maximum - low + 1 + high - minimum;
        for (var offset = 0; offset <= span; offset += step)
        {
            var value = low + offset;
            bits |= 1UL << (value > maximum ? value - maximum - 1 + minimum : value);
        }

        return true;
    }
}
