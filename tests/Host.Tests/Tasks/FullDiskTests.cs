using System.Globalization;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Tasks;

public sealed class FullDiskTests(RunningHost host) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task Part_DiskIsFull_SaysWhatToDoAndShowsWhatWasTyped()
    {
        var browser = await host.SignIn(host.Referrer);
        var task = (await browser.StartReferral(host.Pupil)).TaskAddress();
        var page = await browser.Get(task + "/parts/behaviour");
        var words = string.Concat(Enumerable.Repeat("Words that took an hour to find. ", 120)).Trim();

        await Limit(null);
        var full = await browser.Submit(page, "main form", new() { ["behaviour"] = words }, ("save", "true"));
        for (var tries = 0; full.Status == StatusCodes.Found && tries < 50; tries++)
        {
            // There was a free page left: fill it.
            full = await browser.Submit(await browser.Get($"{task}/parts/family"), "main form", new() { ["familySituation"] = words + tries.ToString(CultureInfo.InvariantCulture), ["familySupport"] = words }, ("save", "true"));
        }

        Assert.Equal(StatusCodes.Unprocessable, full.Status);
        Assert.Contains("Free some space", Assert.Single(full.Summary), StringComparison.Ordinal);
        Assert.StartsWith("Words that took an hour", full.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);

        await Limit(int.MaxValue);
        Assert.Equal(StatusCodes.Found, (await browser.Submit(full, "main form", button: ("save", "true"))).Status);
    }

    /// <summary>No more pages than this, or than there are.</summary>
    private Task<object?> Limit(long? pages) => host.Services.GetRequiredService<IWriteGate>().Run(scope =>
    {
        using var command = scope.Connection.CreateCommand();
        command.Transaction = scope.Transaction;
        command.CommandText = "PRAGMA page_count";
        var most = pages ?? Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {most}");
        return command.ExecuteScalar();
    });
}
