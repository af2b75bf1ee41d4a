namespace CaseFlow.Engine.Values;

/// <summary>A value could not be converted. The message is for a process owner and quotes no value.</summary>
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
