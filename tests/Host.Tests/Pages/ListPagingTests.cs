namespace CaseFlow.Host.Tests.Pages;

/// <summary>Lists longer than a page: nothing is left out, nothing comes twice.</summary>
public sealed class ListPagingTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task Cases_MoreThanAPage_AreListedOnceEachNewestFirst()
    {
        for (var index = 0; index < 27; index++)
        {
            await site.Refer("Ivo", "Teal");
            site.Clock.Advance(TimeSpan.FromSeconds(index % 3));
        }

        var client = site.As(site.Head);
        var seen = new List<string>();
        for (var address = "/cases?stage=Draft"; address is not null;)
        {
            var page = await client.Page(address);
            Assert.InRange(page.QuerySelectorAll("tbody th").Length, 1, 25);
            seen.AddRange(page.QuerySelectorAll("tbody th").Select(cell => cell.Words()));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(site.Read(data => data.Cases.Where(file => file.SchoolId == site.Ashlow).Select(file => file.Reference).ToList()).OrderDescending(), seen.OrderDescending());
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(seen[0], (await client.Page($"/cases?reference={seen[0].ToLowerInvariant()}")).QuerySelector("tbody th")!.Words());
        Assert.Empty((await site.As(site.OtherHead).Page("/cases")).QuerySelectorAll("tbody th"));
    }

    [Fact]
    public async Task Pupils_MoreThanAPage_AreListedOnceEachByName()
    {
        for (var index = 0; index < 27; index++)
        {
            await site.Pupil($"Fay{(char)('a' + (index % 4))}", $"Grebe{(char)('a' + (index % 7))}", site.Brook);
        }

        var client = site.As(site.OtherHead);
        var seen = new List<string>();
        for (var address = "/pupils"; address is not null;)
        {
            var page = await client.Page(address);
            seen.AddRange(page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
            Assert.DoesNotContain("Grebe", address ?? "", StringComparison.Ordinal);
        }

        Assert.Equal(site.Read(data => data.Pupils.Count(pupil => pupil.SchoolId == site.Brook)), seen.Count);
        Assert.Equal(seen.Distinct(), seen);
    }
}
