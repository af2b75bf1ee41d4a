namespace CaseFlow.Engine.Expressions;

/// <summary>
/// The only exception an evaluation ends with: a mistake in the expression (a member of undefined, bad JSON), a budget
/// used up, or a variable that does not exist. The message is for a process owner and quotes no value.
/// </summary>
public sealed class ExpressionFault : Exception
{
    public ExpressionFault()
    {
    }

    public ExpressionFault(string message)
        : base(message)
    {
    }

    public ExpressionFault(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
