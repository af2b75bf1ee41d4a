using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Conformance;

public sealed class ConformanceFoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conformance").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CaseFiles_SeveralFoldersWithOthersInside_AreAllFoundOnce()
    {
        var first = Write("first", "a.json");
        var below = Write(Path.Combine("first", "more", "deep"), "b.json");
        var second = Write("second", "c.json");
        Write("first", "README.md");

        var found = Named($"{_folder}/first:{_folder}/second/: {_folder}/first/more:{second}");

        Assert.Equal([first, below, second], found);
    }

    [Fact]
    public void CaseFiles_AFolderNamedFromTheRepository_IsFoundWhereverTheTestRuns() =>
        Assert.Equal(ConformanceFolders.CaseFiles(null), ConformanceFolders.CaseFiles("tests/Engine.Tests/Conformance/Cases"));

    [Fact]
    public void CaseFiles_AFolderThatIsNotThere_IsGivenSoThatItIsNamed() =>
        Assert.Equal([Path.Combine(_folder, "nowhere")], Named($"{_folder}/nowhere"));

    private static string[] Named(string folders) =>
        [.. ConformanceFolders.CaseFiles(folders).Where(path => !path.StartsWith(Repository.Path("tests"), StringComparison.Ordinal))];

    private string Write(string folder, string file)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName, file);
        File.WriteAllText(path, "{}");
        return path;
    }
}
