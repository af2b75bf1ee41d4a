using System.Text.RegularExpressions;
using CaseFlow.TestKit;

namespace CaseFlow.Architecture.Tests;

/// <summary>House rules that a compiler cannot see.</summary>
public sealed partial class SourceRuleTests
{
    [Fact]
    public void SourceFiles_UnderSrc_StayUnder400Lines() =>
        Assert.Empty(Sources("src").Where(file => File.ReadLines(file).Count() > 400).Select(Relative));

    [Fact]
    public void TypeNames_EverywhereInTheTree_SayWhatTheyAre() =>
        Assert.Empty(Sources("src").Concat(Sources("tests"))
            .Where(file => VagueName().IsMatch(Path.GetFileNameWithoutExtension(file))).Select(Relative));

    [Fact]
    public void SourceFiles_UnderSrcAndTests_HaveNoRegions() =>
        Assert.Empty(Sources("src").Concat(Sources("tests"))
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal))).Select(Relative));

    /// <summary>Every write passes the gate: only Persistence opens connections or writes SQL, and nothing else bypasses the context.</summary>
    [Fact]
    public void Writes_OutsideThePersistenceProject_GoThroughTheGate()
    {
        var offenders = from file in Sources("src")
                        where !Relative(file).StartsWith("src/Persistence/", StringComparison.Ordinal)
                        from line in File.ReadLines(file)
                        where BypassesGate().IsMatch(line)
                        select $"{Relative(file)}: {line.Trim()}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void Links_OfThePagesInDocs_LeadToWhatIsThere()
    {
        var offenders = from file in Directory.EnumerateFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories)
                        from Match link in LinkToFile().Matches(File.ReadAllText(file))
                        let target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups["target"].Value)
                        where !File.Exists(target) && !Directory.Exists(target)
                        select $"{Relative(file)}: {link.Groups["target"].Value}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void LockFiles_OfEveryProject_AreCommittedAndNameNoRegistry()
    {
        // The compiler that comes with the SDK is no package of ours: its version is the SDK's own, and nothing waits for it.
        var folders = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(Path.GetDirectoryName)
            .Where(folder => folder != Repository.Path("tests", "Resilience.Ahead")).ToList();
        Assert.All(folders, folder => Assert.True(File.Exists(Path.Combine(folder!, "packages.lock.json")), folder));
        var npmLock = Repository.Path("src", "Host", "package-lock.json");
        Assert.DoesNotContain("\"resolved\": \"http", File.ReadAllText(npmLock), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.Path(folder), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".ts", StringComparison.Ordinal))
            .Where(file => !GeneratedFolder().IsMatch(file));

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    [GeneratedRegex(@"(Manager|Helper|Helpers|Util|Utils|Utilities|Processor|Misc)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)(?<target>[^)#\s]+)")]
    private static partial Regex LinkToFile();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules|wwwroot)[/\\]")]
    private static partial Regex GeneratedFolder();

    [GeneratedRegex(@"ExecuteUpdate|ExecuteDelete|ExecuteSql|FromSqlRaw|SaveChangesAsync|new (Sqlite|Npgsql)Connection")]
    private static partial Regex BypassesGate();
}
