using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace CaseFlow.Engine.Values;

/// <summary>
/// Conversion to the type aliases of the format, as .NET and Elsa convert: True and False as text, fractions rounded half
/// to even. TimeSpan and Guid stay text in their canonical form; DateTime and DateTimeOffset are dates; lists are lists.
/// </summary>
public static class ValueConversion
{
    // Aliases are few (definitions name them); the bound only keeps hostile files from filling memory.
    private const int MaxCached = 1000;

    // Every pattern names the year: .NET would fill in a missing one from the machine's clock.
    private static readonly string[] InstantPatterns =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss zzz",
        "MM/dd/yyyy", "MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm:ss zzz", "d MMM yyyy", "d MMMM yyyy",
    ];

    private static readonly ConcurrentDictionary<string, TypeAlias> Aliases = new(StringComparer.Ordinal);

    /// <summary>The value as the type, or a <see cref="ValueConversionException"/> that says what was wrong. A missing value stays missing.</summary>
    public static Value To(string typeAlias, Value value) =>
        TryTo(typeAlias, value, out var converted, out var problem) ? converted : throw new ValueConversionException(problem!);

    /// <summary>Like <see cref="To"/>, with the problem in plain English instead of an exception. The problem quotes no value.</summary>
    public static bool TryTo(string typeAlias, Value value, out Value converted, out string? problem)
    {
        problem = null;
        converted = value;
        if (value.IsMissing || TryConvert(AliasOf(typeAlias), value, 0, out converted))
        {
            return true;
        }

        problem = IsKnownType(typeAlias)
            ? $"{Describe(value)} cannot be used as {typeAlias}: {Expected(AliasOf(typeAlias))}"
            : $"The type \"{(typeAlias.Length <= 80 ? typeAlias : typeAlias[..80] + "…")}\" is not known. Use one such as String, Int32, Boolean, DateTime, TimeSpan or Object.";
        return false;
    }

    /// <summary>Whether the alias is one of the format's, in any casing, compounds (X[], List&lt;X&gt;) and old type names included.</summary>
    public static bool IsKnownType(string typeAlias) => AliasOf(typeAlias).Shape != TypeShape.Unknown;

    /// <summary>The value as text the way .NET prints it: True, -0, "" for a missing one; ISO 8601 for dates, JSON for lists and maps.</summary>
    public static string ToText(Value value) => value.Kind switch
    {
        ValueKind.Undefined or ValueKind.Null => "",
        ValueKind.Boolean => value.AsBoolean ? "True" : "False",
        ValueKind.Number => value.AsNumber.ToString(CultureInfo.InvariantCulture),
        ValueKind.Text => value.AsText!,
        ValueKind.Date => ValueJson.IsoText(value.AsDate!.Value),
        _ => ValueJson.ToPlainText(value),
    };

    /// <summary>A duration from text ("1.02:03:04", "00:01:00", "PT1H"); null where it is none.</summary>
    public static TimeSpan? ToTimeSpan(Value value)
    {
        if (value.Kind != ValueKind.Text || value.AsText!.Length > 64)
        {
            return null;
        }

        var text = value.AsText.Trim();
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
        {
            return span;
        }

        if (!text.StartsWith('P') && !text.StartsWith("-P", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>An instant from a date or ISO text; null where it is none. Text without an offset is UTC.</summary>
    public static DateTimeOffset? ToInstant(Value value) => value.Kind switch
    {
        ValueKind.Date => value.AsDate,
        ValueKind.Text when value.AsText!.Length <= 64 && DateTimeOffset.TryParseExact(
            value.AsText, InstantPatterns, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date) => date,
        _ => null,
    };

    /// <summary>A condition's value: true, "true" in any casing, or a number other than 0. Everything else is false.</summary>
    public static bool ToCondition(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number => value.AsNumber != 0 && !double.IsNaN(value.AsNumber),
        ValueKind.Text => value.AsText.AsSpan().Trim().Equals("true", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static TypeAlias AliasOf(string typeAlias)
    {
        if (Aliases.TryGetValue(typeAlias, out var known))
        {
            return known;
        }

        var parsed = TypeAlias.Parse(typeAlias);
        if (Aliases.Count < MaxCached)
        {
            Aliases[typeAlias] = parsed;
        }

        return parsed;
    }

    private static bool TryConvert(TypeAlias type, Value value, int depth, out Value converted)
    {
        converted = value;
        switch (type.Shape)
        {
            case TypeShape.Any:
                return true;
            case TypeShape.Text:
                converted = value.Kind == ValueKind.Text ? value : Value.Of(ToText(value));
                return true;
            case TypeShape.Boolean:
                return TryBoolean(value, out converted);
            case TypeShape.WholeNumber:
                return TryWholeNumber(type, value, out converted);
            case TypeShape.Number:
                return TryNumber(type, value, out converted);
            case TypeShape.Guid:
                var isGuid = Guid.TryParse(value.AsText, out var guid);
                converted = isGuid ? Value.Of(guid.ToString("D")) : value;
                return isGuid;
            case TypeShape.Instant:
                var instant = ToInstant(value);
                converted = instant is { } at ? Value.Of(at) : value;
                return instant is not null;
            case TypeShape.Duration:
                var duration = ToTimeSpan(value);
                converted = duration is { } span ? Value.Of(span.ToString("c", CultureInfo.InvariantCulture)) : value;
                return duration is not null;
            case TypeShape.Json:
                return value.Kind != ValueKind.Text || TryParse(value, out converted);
            case TypeShape.Map:
                return (value.Kind == ValueKind.Map || TryParse(value, out converted)) && converted.Kind == ValueKind.Map;
            case TypeShape.List:
                return TryList(type, value, depth, out converted);
            case TypeShape.Name:
                converted = value.Kind == ValueKind.Text ? value : Value.Of(ToText(value));
                return value.Kind is ValueKind.Text or ValueKind.Number;
            default:
                return false;
        }
    }

    private static bool TryBoolean(Value value, out Value converted)
    {
        converted = value;
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                return true;
            case ValueKind.Number:
                converted = Value.Of(value.AsNumber != 0);
                return !double.IsNaN(value.AsNumber);
            case ValueKind.Text when bool.TryParse(value.AsText, out var parsed):
                converted = Value.Of(parsed);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWholeNumber(TypeAlias type, Value value, out Value converted)
    {
        double number;
        switch (value.Kind)
        {
            case ValueKind.Number:
                number = Math.Round(value.AsNumber, MidpointRounding.ToEven);
                break;
            case ValueKind.Boolean:
                number = value.AsBoolean ? 1 : 0;
                break;
            case ValueKind.Text when decimal.TryParse(value.AsText, NumberStyles.Integer, CultureInfo.InvariantCulture, out var parsed):
                number = (double)parsed;
                break;
            default:
                number = double.NaN;
                break;
        }

        // Adding zero turns -0, which no whole number type has, into 0.
        converted = Value.Of(number + 0d);
        return number >= type.Minimum && number <= type.Maximum;
    }

    private static bool TryNumber(TypeAlias type, Value value, out Value converted)
    {
        double number;
        switch (value.Kind)
        {
            case ValueKind.Number:
                number = value.AsNumber;
                break;
            case ValueKind.Boolean:
                number = value.AsBoolean ? 1 : 0;
                break;
            case ValueKind.Text when double.TryParse(value.AsText, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var parsed):
                number = parsed;
                break;
            default:
                converted = value;
                return false;
        }

        converted = Value.Of(type.Name == "Single" ? (float)number : number);
        return type.Name != "Decimal" || double.IsFinite(number);
    }

    private static bool TryList(TypeAlias type, Value value, int depth, out Value converted)
    {
        converted = value;
        if (depth > 8 || (value.Kind == ValueKind.Text && !TryParse(value, out converted)) || converted.Kind != ValueKind.List)
        {
            return false;
        }

        var items = ImmutableArray.CreateBuilder<Value>(converted.AsList.Length);
        foreach (var item in converted.AsList)
        {
            var element = item;
            if (!item.IsMissing && !TryConvert(type.Element!, item, depth + 1, out element))
            {
                return false;
            }

            items.Add(element);
        }

        converted = Value.Of(items.MoveToImmutable());
        return true;
    }

    private static bool TryParse(Value value, out Value parsed)
    {
        parsed = value;
        if (value.Kind != ValueKind.Text)
        {
            return false;
        }

        try
        {
            parsed = ValueJson.Parse(value.AsText!);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Describe(Value value) => value.Kind switch
    {
        ValueKind.Boolean => "True or false",
        ValueKind.Number => "This number",
        ValueKind.Text => "This text",
        ValueKind.Date => "A date",
        ValueKind.List => "A list",
        _ => "An object",
    };

    private static string Expected(TypeAlias type) => type.Shape switch
    {
        TypeShape.Boolean => "give true or false.",
        TypeShape.WholeNumber => $"give a whole number from {NumberText.Format(type.Minimum)} to {NumberText.Format(type.Maximum)}.",
        TypeShape.Number => "give a number, with a point before any decimals.",
        TypeShape.Guid => "give an identifier such as 6f9619ff-8b86-d011-b42d-00c04fc964ff.",
        TypeShape.Instant => "give a date such as 2027-01-18 or 2027-01-18T09:00:00Z.",
        TypeShape.Duration => "give a duration such as 1.00:00:00 (one day), 00:30:00 (half an hour) or PT30M.",
        TypeShape.Map => "give an object, or the JSON text of one.",
        TypeShape.Json => "give a value, or valid JSON text.",
        TypeShape.List => "give a list whose items all have that type, or the JSON text of one.",
        _ => "give a text.",
    };
}
