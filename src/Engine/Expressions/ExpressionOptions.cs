namespace CaseFlow.Engine.Expressions;

/// <summary>The bounds an expression is compiled and evaluated within. The same on every machine, so a fault replays.</summary>
public sealed record ExpressionOptions
{
    public static ExpressionOptions Default { get; } = new();

    /// <summary>Characters of source text.</summary>
    public int MaxLength { get; init; } = 4096;

    /// <summary>Names, signs, numbers and texts of the source.</summary>
    public int MaxTokens { get; init; } = 20_000;

    /// <summary>Levels of nesting in the source: parentheses, operators, calls.</summary>
    public int MaxNesting { get; init; } = 200;

    /// <summary>Steps of one evaluation. An operator or call is one; work over long texts and lists counts by length.</summary>
    public long MaxSteps { get; init; } = 500_000;

    /// <summary>Levels of evaluation under way at once; a function's call counts the nesting of its body.</summary>
    public int MaxDepth { get; init; } = 1_000;

    /// <summary>Bytes one evaluation may allocate for texts, lists and objects, roughly counted.</summary>
    public long MaxAllocatedBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes of the result and of all that is written back to variables, roughly counted.</summary>
    public long MaxOutputBytes { get; init; } = 256 * 1024;

    /// <summary>Whether setOutcome and setOutcomes exist (RunJavaScript only).</summary>
    public bool AllowOutcomes { get; init; }
}
