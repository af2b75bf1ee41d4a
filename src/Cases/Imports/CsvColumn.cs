namespace CaseFlow.Cases.Imports;

/// <summary>A column of an import file, as the import page explains it.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Explanation">What it holds, for the page.</param>
/// <param name="IsRequired">The file is refused without it.</param>
public sealed record CsvColumn(string Name, string Explanation, bool IsRequired = false);
