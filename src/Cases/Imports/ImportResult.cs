namespace CaseFlow.Cases.Imports;

/// <summary>What is wrong with a line of a file, and what to do. The message names no child.</summary>
/// <param name="Line">The line of the file the row begins on, as a text editor counts.</param>
/// <param name="Column">The heading of the column; null where the line as a whole is meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ImportProblem(int Line, string? Column, string Message);

/// <summary>What an import did: rows are counted once, and rows with a problem are left out.</summary>
public sealed record ImportResult(int Added, int Changed, int Unchanged, IReadOnlyList<ImportProblem> Problems)
{
    public static ImportResult Refused(IReadOnlyList<ImportProblem> problems) => new(0, 0, 0, problems);

    public ImportResult With(ImportResult other) => new(
        Added + other.Added, Changed + other.Changed, Unchanged + other.Unchanged, [.. Problems, .. other.Problems]);
}

/// <summary>What became of one row.</summary>
internal enum RowOutcome
{
    Unchanged,
    Changed,
    Added,
}
