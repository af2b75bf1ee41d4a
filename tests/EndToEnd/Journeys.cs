using CaseFlow.TestKit.Answers;
using Microsoft.Playwright;

namespace CaseFlow.EndToEnd;

/// <summary>What people do, in their words, by what they see on the page.</summary>
internal static class Journeys
{
    /// <summary>Signs in as the demo's holder of exactly this role at this place.</summary>
    public static async Task SignInAs(this IPage page, string role)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("li").Filter(new() { HasTextRegex = new($@"\s{role}\s*$") }).GetByRole(AriaRole.Button).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" }).WaitForAsync();
    }

    /// <summary>Imports a pupil file and gives what the page says came of it.</summary>
    public static async Task<string> ImportPupils(this IPage page, string csv)
    {
        await page.GotoAsync("/imports");
        await page.GetByLabel("Pupils", new() { Exact = true }).CheckAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "pupils.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Import this file" }).ClickAsync();
        return await page.Locator(".govuk-notification-banner__heading").InnerTextAsync();
    }

    /// <summary>Starts the referral of a pupil found by surname, and leaves the page at the list of parts.</summary>
    public static async Task StartReferral(this IPage page, string surname)
    {
        await page.GotoAsync("/referrals/new");
        await page.GetByLabel("Find a pupil by name or UPN").FillAsync(surname);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.Locator("input[name=pupil]").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the referral" }).ClickAsync();
        await page.WaitForURLAsync("**/tasks/*");
    }

    /// <summary>Fills every part of the referral, with a file as evidence of what was tried, looking at each page with axe.</summary>
    public static async Task FillReferral(this IPage page, FilePayload evidence)
    {
        var list = page.Url;
        foreach (var (part, fields) in ReferralAnswers.Parts)
        {
            await page.GotoAsync($"{list}/parts/{part}");
            await Axe.HasNoViolations(page);
            await page.FillFields(fields);
            if (part == "tried")
            {
                await page.Upload(evidence);
            }

            await page.SaveAndGoOn();
        }

        await page.GotoAsync(list);
    }

    public static async Task FillFields(this IPage page, IReadOnlyDictionary<string, string> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (await page.Locator($"[name='{name}']").CountAsync() == 0)
            {
                await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Add another") }).First.ClickAsync();
            }

            var field = page.Locator($"[name='{name}']");
            var type = await field.First.EvaluateAsync<string>("element => element.tagName === 'SELECT' ? 'select' : element.type");
            await (type switch
            {
                "select" => field.SelectOptionAsync(value),
                "radio" or "checkbox" => page.Locator($"[name='{name}'][value='{value}']").CheckAsync(),
                _ => field.FillAsync(value),
            });
        }
    }

    public static Task Press(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Gives the file's bytes as the browser saved them.</summary>
    public static async Task<byte[]> SaveFile(this IPage page, string name)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static async Task Upload(this IPage page, FilePayload evidence)
    {
        await page.Locator("[name='tried[0].evidence.upload']").SetInputFilesAsync(evidence);
        await page.Locator("button[name=sendFile][value='tried[0].evidence']").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = evidence.Name, Exact = true }).WaitForAsync();
        await Axe.HasNoViolations(page);
    }

    private static async Task SaveAndGoOn(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Save and continue") }).ClickAsync();
        await page.WaitForLoadStateAsync();
        var problems = page.Locator(".govuk-error-summary");
        Assert.True(await problems.CountAsync() == 0, await problems.CountAsync() == 0 ? "" : $"{page.Url}: {await problems.First.InnerTextAsync()}");
    }
}
