namespace CaseFlow.Engine.Values;

/// <summary>
/// Conversion to the type aliases of the format, as .NET and Elsa convert: True and False as text, fractions rounded half
/// to even. TimeSpan and Guid stay text in their canonical form; DateTime and DateTimeOffset are dates; lists are lists.
/// </summary>
public static class ValueConversion
{
    /// <summary>The value as the type, or a <see cref="ValueConversionException"/> that says what was wrong. A missing value stays missing, except that String gives "" for undefined.</summary>
    public static Value To(string typeAlias, Value value) =>
        TryTo(typeAlias, value, out var converted, out var problem) ? converted : throw new ValueConversionException(problem!);

    /// <summary>Like <see cref="To"/>, with the problem in plain English instead of an exception.</summary>
    public static bool TryTo(string typeAlias, Value value, out Value converted, out string? problem) => throw new NotImplementedException();

    /// <summary>Whether the alias is one of the format's, in any casing, compounds (X[], List&lt;X&gt;) and old type names included.</summary>
    public static bool IsKnownType(string typeAlias) => throw new NotImplementedException();

    /// <summary>The value as text the way .NET prints it: True, -0, "" for a missing one, JSON for lists and maps.</summary>
    public static string ToText(Value value) => throw new NotImplementedException();

    /// <summary>A duration from text ("1.02:03:04", "00:01:00", "PT1H"); null where it is none.</summary>
    public static TimeSpan? ToTimeSpan(Value value) => throw new NotImplementedException();

    /// <summary>An instant from a date or text; null where it is none. Text without an offset is UTC.</summary>
    public static DateTimeOffset? ToInstant(Value value) => throw new NotImplementedException();

    /// <summary>A condition's value: true, "true" in any casing, or a number other than 0. Everything else is false.</summary>
    public static bool ToCondition(Value value) => throw new NotImplementedException();
}

/// <summary>A value could not be converted. The message is for a process owner.</summary>
public sealed class ValueConversionException : Exception
{
    public ValueConversionException()
    {
    }

    public ValueConversionException(string message)
        : base(message)
    {
    }

    public ValueConversionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
