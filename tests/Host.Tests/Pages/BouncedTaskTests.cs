using System.Net;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Pumps;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Pages;

/// <summary>The co-ordinator's task about an address that did not work, on its page.</summary>
public sealed class BouncedTaskTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task Task_AddressThatDidNotWork_ShowsTheAddressAndNothingOfTheChildAndCanBeEnded()
    {
        var started = await site.Refer("Ottilie", "Dunnock");
        var outbox = site.Services.GetRequiredService<IOutboxStore>();
        var claimed = Assert.Single(await outbox.Claim(site.Clock.GetUtcNow(), 10, "host", TimeSpan.FromMinutes(5)), email => email.Row.CaseId == started.CaseId);
        const string reason = "SMTP 550: the address was refused: check it with the person.";
        var told = await site.Services.GetRequiredService<BouncedEmails>().Event(claimed.Row, reason);
        Assert.True(await outbox.Fail(claimed, "host", site.Clock.GetUtcNow(), reason, told));
        while (await site.Services.GetRequiredService<InboxPump>().RunDue() > 0)
        {
        }

        var client = site.As(site.Coordinator);
        var row = (await client.Page("/inbox")).QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains(started.CaseReference!, StringComparison.Ordinal));
        var address = row.QuerySelector("th a")!.GetAttribute("href")!;
        var page = await client.Page(address);

        Assert.Equal("This address did not work: asha@example.org", page.QuerySelector("h1")!.Words());
        Assert.Contains(reason, page.Words(), StringComparison.Ordinal);
        Assert.Equal(["Address corrected, send again", "Not needed"], page.QuerySelectorAll("main button[name=outcome]").Select(button => button.Words()));
        Assert.DoesNotContain("Dunnock", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Ottilie", page.TextContent, StringComparison.Ordinal);

        using var ended = await client.Post(page, address, ("outcome", "Not needed"));
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.DoesNotContain(started.CaseReference!, (await client.Page("/inbox")).TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await outbox.Count()).Failed);

        // The school sees on its case what became of it.
        var timeline = (await site.As(site.Head).Page($"/cases/{started.CaseReference}")).QuerySelector("section[aria-labelledby=timeline]")!.Words();
        Assert.Contains("Cara Doyle finished a task: Correct an email address (Not needed)", timeline, StringComparison.Ordinal);
        Assert.Contains("could not be delivered", timeline, StringComparison.Ordinal);
    }
}
