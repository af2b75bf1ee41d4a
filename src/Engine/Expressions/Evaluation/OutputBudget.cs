namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>Bytes that the result and the variables written may still take.</summary>
internal sealed class OutputBudget(long limit)
{
    private long _used;

    public void Take(long bytes)
    {
        _used += bytes;
        if (_used > limit)
        {
            throw new ExpressionFault($"The expression's result is larger than {limit / 1024:0} KB. Keep only what the workflow needs.");
        }
    }
}
