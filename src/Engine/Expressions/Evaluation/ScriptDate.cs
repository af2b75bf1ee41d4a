namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>A Date: milliseconds since 1970 in UTC, NaN for an invalid one. One that came from outside and was not changed keeps its exact instant and offset.</summary>
internal sealed class ScriptDate : ScriptReference
{
    private const double EarliestInstant = -62_135_596_800_000;
    private const double LatestInstant = 253_402_300_799_999;
    private DateTimeOffset? _original;

    public ScriptDate(double time) => Time = time;

    public ScriptDate(DateTimeOffset instant)
    {
        _original = instant;
        Time = instant.ToUnixTimeMilliseconds();
    }

    public double Time { get; private set; }

    public void Change(double time)
    {
        _original = null;
        Time = time;
    }

    public DateTimeOffset? ToInstant()
    {
        if (_original is not null || double.IsNaN(Time))
        {
            return _original;
        }

        return Time is >= EarliestInstant and <= LatestInstant
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)Time)
            : throw new ExpressionFault("The expression gives a date outside the years 1 to 9999.");
    }
}
