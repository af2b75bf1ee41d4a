namespace CaseFlow.Engine.Definitions;

/// <summary>What a definition may not exceed. Beyond them it is a problem, not a crash.</summary>
public static class DefinitionLimits
{
    public const int Bytes = 1024 * 1024;

    public const int Depth = 64;

    public const int Activities = 2_000;

    /// <summary>Characters of one expression.</summary>
    public const int ExpressionLength = 4096;

    /// <summary>How deep workflows may be used as activities in one another.</summary>
    public const int WorkflowNesting = 16;
}
