using CaseFlow.Host.Clock;
using CaseFlow.Host.Tests.Demo;
using CaseFlow.Persistence.Service;
using CaseFlow.Workflows.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Clock;

[Collection(DemoCollection.Name)]
public sealed class ClockPageTests(DemoHost host)
{
    [Fact]
    public async Task Move_OneWeek_RemindersFireOnTheirOwnDaysAndTheClockIsKept()
    {
        var browser = host.Browse();
        var clock = host.Services.GetRequiredService<DevelopmentClock>();
        var (before, ahead) = (clock.GetUtcNow(), clock.Ahead);
        var page = await browser.Get("/dev/clock");

        var moved = await browser.Submit(page, "form[action='/dev/clock']", button: ("move", "week"));
        var shown = await browser.Follow(moved);

        Assert.True(clock.GetUtcNow() >= before.AddDays(7));
        Assert.Contains("The clock moved on to", shown.Text, StringComparison.Ordinal);
        Assert.Matches("[1-9][0-9]* timers? fired", shown.Text);
        var links = shown.Page.QuerySelectorAll("a[href^='/dev/mailbox/']").ToList();
        Assert.NotEmpty(links);
        var message = await browser.Get(links[0].GetAttribute("href")!);
        Assert.Equal(200, message.Status);
        Assert.NotEmpty(message.Page.QuerySelectorAll("a[href^='/tasks/'], a[href^='/cases/']"));
        Assert.Empty(await host.Services.GetRequiredService<InvariantChecker>().Check());

        var kept = await host.Services.GetRequiredService<Settings>().Find("development-clock-ahead");
        var keptAhead = TimeSpan.FromMilliseconds(double.Parse(kept!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(7, Math.Round((keptAhead - ahead).TotalDays));
    }

    [Theory]
    [InlineData("31", "2", "2027", "Enter a real date")]
    [InlineData("1", "1", "2020", "only moves forward")]
    [InlineData("1", "1", "2099", "within the next three years")]
    [InlineData("", "", "", "Enter a real date")]
    public async Task Move_DateThatCannotBe_KeepsWhatWasTypedAndMovesNothing(string day, string month, string year, string says)
    {
        var browser = host.Browse();
        var ahead = host.Services.GetRequiredService<DevelopmentClock>().Ahead;
        var page = await browser.Get("/dev/clock");

        var answer = await browser.Submit(page, "form:has(#date-day)", new() { ["date-day"] = day, ["date-month"] = month, ["date-year"] = year });

        Assert.Equal(422, answer.Status);
        Assert.Contains(says, Assert.Single(answer.Summary), StringComparison.Ordinal);
        Assert.Equal(day, answer.Value("date-day"));
        Assert.Equal(year, answer.Value("date-year"));
        Assert.Equal(ahead, host.Services.GetRequiredService<DevelopmentClock>().Ahead);
    }

    [Fact]
    public async Task Move_ToTheNextSchoolDay_IsAMorningOfTerm()
    {
        var browser = host.Browse();
        var page = await browser.Get("/dev/clock");

        await browser.Submit(page, "form[action='/dev/clock']", button: ("move", "school-day"));

        var now = host.Services.GetRequiredService<DevelopmentClock>().GetUtcNow();
        Assert.Equal(9, now.Hour);
        Assert.NotEqual(DayOfWeek.Saturday, now.DayOfWeek);
        Assert.NotEqual(DayOfWeek.Sunday, now.DayOfWeek);
    }

    [Fact]
    public async Task Resume_AfterARestart_GoesOnFromWhereItWas()
    {
        var moves = host.Services.GetRequiredService<ClockMoves>();
        var clock = host.Services.GetRequiredService<DevelopmentClock>();
        await moves.Forward(clock.GetUtcNow().AddHours(1), default, CancellationToken.None);
        var ahead = clock.Ahead;

        clock.Run(TimeSpan.Zero);
        await moves.Resume(CancellationToken.None);

        Assert.InRange(clock.Ahead - ahead, TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Mailbox_Development_ListsNewestFirstAndFiltersByAddress()
    {
        var browser = host.Browse();
        var all = await browser.Get("/dev/mailbox");
        var rows = all.Page.QuerySelectorAll("tbody tr").ToList();
        Assert.NotEmpty(rows);
        var address = rows[0].QuerySelectorAll("td")[1].TextContent;

        var some = await browser.Get("/dev/mailbox?to=" + Uri.EscapeDataString(address));

        Assert.All(some.Page.QuerySelectorAll("tbody tr"), row => Assert.Equal(address, row.QuerySelectorAll("td")[1].TextContent));
        Assert.Equal(404, (await browser.Get("/dev/mailbox/nothing-of-this-name")).Status);
        Assert.Equal(404, (await browser.Get("/dev/mailbox/..%2F..%2Fcaseflow")).Status);
    }
}
