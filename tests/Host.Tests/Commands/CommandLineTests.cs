using System.Text.RegularExpressions;
using CaseFlow.Host.Commands;

namespace CaseFlow.Host.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("caseflow-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task CreateAdmin_EmptyDatabase_MakesOneAndShowsThePasswordOnce()
    {
        var (code, output, errors) = await Run("create-admin", "--email", "admin@county.example");

        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.Matches(new Regex("Password: [a-z0-9]{20}", RegexOptions.None, TimeSpan.FromSeconds(1)), output);

        var again = await Run("create-admin", "--email", "admin@county.example");
        Assert.Equal(1, again.Code);
        Assert.Contains("already", again.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--email")]
    [InlineData("--email", "not an address")]
    [InlineData("--email", "one@x.example, two@y.example")]
    public async Task CreateAdmin_NoAddress_SaysWhatToWrite(params string[] arguments)
    {
        var (code, _, errors) = await Run(["create-admin", .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains("create-admin --email", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAdmin_PasswordTooShort_SaysSoAndMakesNothing()
    {
        var (code, _, errors) = await Run(["create-admin", "--email", "admin@county.example", "--password-from-input"], "short\n");

        Assert.Equal(1, code);
        Assert.Contains("12", errors, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("create-admin", "--email", "admin@county.example")).Code);
    }

    [Fact]
    public async Task Check_EmptyDatabase_EveryPromiseIsKept()
    {
        var (code, output, _) = await Run("check");

        Assert.Equal(0, code);
        Assert.Contains("Every promise is kept", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AHeadOfTheAuditLog_IsComparedAndTheLinesArePrinted()
    {
        await Run("create-admin", "--email", "admin@county.example");
        var head = (await Run("audit", "head")).Output.Trim();
        Assert.Matches(new Regex("^2:[0-9a-f]{64}$", RegexOptions.None, TimeSpan.FromSeconds(1)), head);

        var (code, output, _) = await Run("check", "--audit-head", head);
        Assert.Equal(0, code);
        Assert.Equal(12, output.Split('\n').Count(line => line.Contains(" kept ", StringComparison.Ordinal)));

        var (broken, json, _) = await Run("check", "--json", "--audit-head", "9" + head);
        Assert.Equal(1, broken);
        using var report = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(1, report.RootElement.GetProperty("broken").GetInt64());
        Assert.Equal("I9", report.RootElement.GetProperty("violations")[0].GetProperty("invariant").GetString());

        Assert.Equal(2, (await Run("check", "--audit-head", "rubbish")).Code);
    }

    [Theory]
    [InlineData("--ConnectionStrings:CaseFlow=rubbish", "Data Source=caseflow.db")]
    [InlineData("--ConnectionStrings:CaseFlow=Data Source=/proc/nope/caseflow.db", "database")]
    [InlineData("--ConnectionStrings:CaseFlow=Host=/nowhere;Database=none;Password=hidden-word", "PostgreSQL")]
    [InlineData("--Workflows:Folder=/nowhere", "Workflows:Folder")]
    [InlineData("--Mail:From=nobody", "Mail:From")]
    public async Task Check_SettingThatCannotWork_SaysWhatToDoWithoutAStackTrace(string setting, string says)
    {
        var (code, _, errors) = await Run("check", setting);

        Assert.Equal(1, code);
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownCommand_ShowsTheCommands()
    {
        var (code, _, errors) = await Run("chekc");

        Assert.Equal(2, code);
        Assert.Contains("create-admin", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NothingOrSettingsOnly_MeansTheWebsite()
    {
        Assert.Null(await CommandLine.Run([], TextReader.Null, TextWriter.Null, TextWriter.Null));
        Assert.Null(await CommandLine.Run(["--urls=http://localhost:5081"], TextReader.Null, TextWriter.Null, TextWriter.Null));
    }

    private Task<(int? Code, string Output, string Errors)> Run(params string[] arguments) => Run(arguments, "");

    private async Task<(int? Code, string Output, string Errors)> Run(string[] arguments, string typed)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run([.. arguments, $"--CaseFlow:DataFolder={_folder}"], new StringReader(typed), output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
