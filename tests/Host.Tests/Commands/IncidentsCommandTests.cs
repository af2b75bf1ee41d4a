using System.Text.Json.Nodes;
using CaseFlow.Cases.People;
using CaseFlow.Host.Commands;
using CaseFlow.Host.Tests.Incidents;
using CaseFlow.Host.Tests.Pages;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Commands;

/// <summary>The incidents command, on the database of a product that is running.</summary>
public sealed class IncidentsCommandTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task List_ThenOneOfACause_GivesWhatTheOtherWordsNeed()
    {
        await site.Publish("listed");
        var incident = await site.Stop("listed");

        var (code, output, errors) = await Run("incidents", "list", "--json");
        Assert.Equal((0, ""), (code, errors));
        var cause = JsonNode.Parse(output)!["causes"]!.AsArray().Single(one => (string)one!["process"]! == "listed")!;
        Assert.Equal((1, "stop", StoppedSite.Message), ((int)cause["open"]!, (string)cause["step"]!, (string)cause["message"]!));

        var one = JsonNode.Parse((await Run("incidents", "list", "--cause", (string)cause["key"]!, "--json")).Output)!.AsArray().Single()!;
        Assert.Equal((incident.InstanceId, incident.IncidentId), ((string)one["instance"]!, (string)one["incident"]!));
        Assert.Contains($"{incident.CauseId.Key}  1  listed/stop  fault: {StoppedSite.Message}", (await Run("incidents", "list")).Output, StringComparison.Ordinal);
        Assert.Contains($"{incident.InstanceId}  {incident.IncidentId}  since 10:00am on 23 November 2026", (await Run("incidents", "list", "--cause", incident.CauseId.Key)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skip_InSomebodysName_IsDoneOnceAndThenTellsWho()
    {
        await site.Publish("passed");
        var incident = await site.Stop("passed", await site.SubmittedCase());
        var by = await Owner();

        var lacking = await Run("incidents", "skip", incident.InstanceId, incident.IncidentId, "--outcome", "Maybe", "--by", by);
        Assert.Equal(1, lacking.Code);
        Assert.Contains("cannot end with “Maybe”. Choose one of: Done.", lacking.Errors, StringComparison.Ordinal);

        Assert.Equal((0, ""), (await Run("incidents", "skip", incident.InstanceId, incident.IncidentId, "--outcome", "Done", "--by", by)) is var done ? (done.Code, done.Errors) : default);
        Assert.Empty(await site.OpenOf(incident.InstanceId));
        var late = await Run("incidents", "cancel", incident.InstanceId, incident.IncidentId, "--reason", "Started twice", "--by", by);
        Assert.Equal(1, late.Code);
        Assert.Contains("Olga Otter had the step passed over at ", late.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_OneOrAllOfACause_SaysWhatCameOfIt()
    {
        await site.Publish("retried");
        var (incident, other) = (await site.Stop("retried"), await site.Stop("retried"));
        var by = await Owner();

        var again = await Run("incidents", "retry", incident.InstanceId, incident.IncidentId, "--by", by);
        Assert.Equal(1, again.Code);
        Assert.Contains($"stopped again, as incident {Assert.Single(await site.OpenOf(incident.InstanceId)).IncidentId}", again.Errors, StringComparison.Ordinal);

        var all = await Run("incidents", "retry", "--cause", incident.CauseId.Key, "--by", by);
        Assert.Equal(0, all.Code);
        Assert.StartsWith("2 will be tried again", all.Output, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(await site.OpenOf(other.InstanceId)).Attempt);
        await site.RunInbox();
        Assert.Equal(2, Assert.Single(await site.OpenOf(other.InstanceId)).Attempt);
    }

    [Fact]
    public async Task Release_ParkedProcess_OnceAndThenTellsWho()
    {
        await site.Services.GetRequiredService<IIncidentStore>().Park("number-1", site.Clock.GetUtcNow(), "It ended the service.");
        var by = await Owner();

        Assert.Contains("parked  number-1", (await Run("incidents", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("incidents", "release", "number-1", "--by", by)).Code);
        Assert.Contains("It is not parked any more. Olga Otter let it run again", (await Run("incidents", "release", "number-1", "--by", by)).Errors, StringComparison.Ordinal);
        Assert.Contains("No process of this number is parked", (await Run("incidents", "release", "number-2", "--by", by)).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("retry")]
    [InlineData("retry", "a", "1")]
    [InlineData("skip", "a", "1", "--by", "x@example.org")]
    [InlineData("cancel", "a", "1", "--reason", "--by", "x@example.org")]
    [InlineData("lst")]
    public async Task Incidents_NotUnderstood_ShowsHow(params string[] arguments)
    {
        var (code, _, errors) = await Run(["incidents", .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains("incidents retry INSTANCE INCIDENT --by EMAIL", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_InTheNameOfSomebodyWhoMayNot_IsRefused()
    {
        await site.Publish("refused");
        var incident = await site.Stop("refused");

        foreach (var address in new[] { "cara@example.org", "nobody@example.org" })
        {
            var (code, _, errors) = await Run("incidents", "retry", incident.InstanceId, incident.IncidentId, "--by", address);
            Assert.Equal(1, code);
            Assert.Contains($"{address} is not the address of a process owner or an administrator", errors, StringComparison.Ordinal);
        }

        Assert.Equal(incident.IncidentId, Assert.Single(await site.OpenOf(incident.InstanceId)).IncidentId);
        Assert.Contains("No open incident has the cause \"zz\"", (await Run("incidents", "retry", "--cause", "zz", "--by", await Owner())).Errors, StringComparison.Ordinal);
    }

    private async Task<string> Owner() => $"{await site.Holder("Olga", Roles.ProcessOwner):N}@example.org";

    private async Task<(int? Code, string Output, string Errors)> Run(params string[] arguments)
    {
        var settings = site.Services.GetRequiredService<IConfiguration>();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run(
            [.. arguments, $"--ConnectionStrings:CaseFlow={settings["ConnectionStrings:CaseFlow"]}", $"--CaseFlow:DataFolder={settings["CaseFlow:DataFolder"]}"], TextReader.Null, output, errors, site.Clock);
        return (code, output.ToString(), errors.ToString());
    }
}
