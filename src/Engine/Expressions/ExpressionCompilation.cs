using System.Diagnostics.CodeAnalysis;

namespace CaseFlow.Engine.Expressions;

/// <summary>What compiling came to: an expression or the first problem, never both.</summary>
public sealed record ExpressionCompilation(CompiledExpression? Expression, ExpressionProblem? Problem)
{
    [MemberNotNullWhen(true, nameof(Expression))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Expression is not null;
}

/// <summary>Why a text is not an expression of the subset.</summary>
/// <param name="Message">In plain English, saying what to do.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
/// <param name="Offset">From 0, in UTF-16 units.</param>
public sealed record ExpressionProblem(string Message, int Line, int Column, int Offset);
