using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Conformance;

/// <summary>Finds the case files: our own, then those of the folders that are named, whatever lies between them there.</summary>
internal static class ConformanceFolders
{
    /// <summary>
    /// Folders are separated by ':' and read with all below them; one that is not absolute is looked for from the
    /// repository's root, for a test does not run where it was started. A file is given once, however often it is named.
    /// </summary>
    public static IEnumerable<string> CaseFiles(string? named) =>
        (named ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Prepend(Path.Combine("tests", "Engine.Tests", "Conformance", "Cases"))
            .Select(folder => Path.GetFullPath(folder, Repository.Root))
            .SelectMany(Files)
            .Distinct(StringComparer.Ordinal);

    // One that is not there is given too: it is named among the mismatches, and the others are still run.
    private static IEnumerable<string> Files(string path) => !Directory.Exists(path)
        ? [path]
        : Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
