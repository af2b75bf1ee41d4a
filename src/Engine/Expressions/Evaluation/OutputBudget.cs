namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>Bytes that the result and the variables written may still take.</summary>
internal sealed class OutputBudget(long limit)
{
    public long Used { get; private set; }

    public void Take(long bytes)
    {
        Used += bytes;
        if (Used > limit)
        {
            throw new ExpressionFault($"The expression's result is larger than {limit / 1024:0} KB. Keep only what the workflow needs.");
        }
    }
}
