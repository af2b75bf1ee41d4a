using System.Globalization;

namespace CaseFlow.Engine.Values;

/// <summary>Conversions and equality of values as JavaScript defines them. See <see cref="ValueConversion"/> for .NET's.</summary>
public static class ScriptConversion
{
    private const int DeepestText = 64;

    public static bool ToBoolean(Value value) => value.Kind switch
    {
        ValueKind.Undefined or ValueKind.Null => false,
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number => value.AsNumber != 0 && !double.IsNaN(value.AsNumber),
        ValueKind.Text => value.AsText!.Length > 0,
        _ => true,
    };

    public static double ToNumber(Value value) => value.Kind switch
    {
        ValueKind.Undefined => double.NaN,
        ValueKind.Null => 0,
        ValueKind.Boolean => value.AsBoolean ? 1 : 0,
        ValueKind.Number => value.AsNumber,
        ValueKind.Date => value.AsDate!.Value.ToUnixTimeMilliseconds(),
        _ => NumberReader.Parse(ToText(value)),
    };

    public static string ToText(Value value) => ToText(value, 0);

    public static bool StrictEquals(Value left, Value right) => left.Kind == right.Kind && left.Kind switch
    {
        ValueKind.Number => left.AsNumber == right.AsNumber,
        _ => left.Equals(right),
    };

    public static bool LooseEquals(Value left, Value right)
    {
        if (left.IsMissing || right.IsMissing)
        {
            return left.IsMissing && right.IsMissing;
        }

        if (left.Kind == right.Kind)
        {
            return StrictEquals(left, right);
        }

        if (IsPrimitive(left) && IsPrimitive(right))
        {
            return ToNumber(left) == ToNumber(right);
        }

        if (!IsPrimitive(left) && !IsPrimitive(right))
        {
            return false;
        }

        return LooseEquals(IsPrimitive(left) ? left : Value.Of(ToText(left)), IsPrimitive(right) ? right : Value.Of(ToText(right)));
    }

    /// <summary>As JavaScript prints a Date, in UTC.</summary>
    public static string DateText(DateTimeOffset date) =>
        date.UtcDateTime.ToString("ddd MMM dd yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " GMT+0000 (Coordinated Universal Time)";

    private static bool IsPrimitive(Value value) => value.Kind is ValueKind.Boolean or ValueKind.Number or ValueKind.Text;

    private static string ToText(Value value, int depth) => value.Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Boolean => value.AsBoolean ? "true" : "false",
        ValueKind.Number => NumberText.Format(value.AsNumber),
        ValueKind.Text => value.AsText!,
        ValueKind.Date => DateText(value.AsDate!.Value),
        ValueKind.Map => "[object Object]",
        _ => depth >= DeepestText ? "" : string.Join(',', value.AsList.Select(item => item.IsMissing ? "" : ToText(item, depth + 1))),
    };
}
