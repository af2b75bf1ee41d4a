using System.Text.Json;
using CaseFlow.Host.Commands;

namespace CaseFlow.Host.Tests.Commands;

public sealed class WorkflowsCommandTests : IDisposable
{
    private const string Hello = """{"id":"hello-v1","definitionId":"hello","root":{"id":"root","type":"Elsa.Sequence","activities":[{"id":"w","type":"Elsa.WriteLine","text":"Hello"}]}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("caseflow-workflows-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData]
    [InlineData("validate")]
    [InlineData("run", "--json")]
    [InlineData("publish", "x.json")]
    public async Task Workflows_NotUnderstood_ShowsWhatToWrite(params string[] arguments)
    {
        var (code, output, _) = await Run(arguments);

        Assert.Equal(2, code);
        Assert.Contains("workflows validate PATH", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflows_AMistypedOption_IsNamedAndNothingIsDone()
    {
        var file = Write("hello.json", Hello);

        var (code, output, errors) = await Run("validate", file, "--jsn");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("\"--jsn\"", errors, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("validate", file, "--Mail:Transport=None", "--json")).Code);
        Assert.Equal(2, (await Run("export", file, "--to")).Code);
    }

    [Fact]
    public async Task Workflows_PathsWithNothingInThem_AreNamed()
    {
        Write("forms/form.json", """{"name":"form"}""");

        var (code, output, errors) = await Run("validate", Path.Combine(_folder, "forms"), Path.Combine(_folder, "nowhere"), "--json");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("There is no workflow file in the folder", errors, StringComparison.Ordinal);
        Assert.Contains("There is no file or folder", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FolderWithRubbish_GivesOneEntryForEachFile()
    {
        Write("hello.json", Hello);
        Write("empty.json", "");
        Write("deep.json", new string('[', 5000));

        var (code, output, _) = await Run("run", _folder, "--json");

        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["deep.json", "empty.json", "hello.json"], json.RootElement.EnumerateArray().Select(entry => entry.GetProperty("file").GetString()));
        Assert.Equal([false, false, true], json.RootElement.EnumerateArray().Select(entry => entry.GetProperty("importError").ValueKind == JsonValueKind.Null));
    }

    [Fact]
    public async Task Export_TwoFilesOfOneName_DoNotReplaceEachOther()
    {
        var (one, two, to) = (Write("a/x.json", Hello), Write("b/x.json", Hello), Path.Combine(_folder, "to"));

        var (code, output, errors) = await Run("export", Path.GetDirectoryName(one)!, two, $"--to={to}");

        Assert.Equal(1, code);
        Assert.Equal(Path.Combine(to, "x.json"), output.Trim());
        Assert.Contains(two, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AFolderThatCannotBeMade_IsAnError()
    {
        var file = Write("x.json", Hello);

        var (code, output, errors) = await Run("export", file, "--to", file);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("could not be written", errors, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run(["workflows", .. arguments], TextReader.Null, output, errors);
        return (code ?? -1, output.ToString(), errors.ToString());
    }
}
