using CaseFlow.Cases.Pupils;
using CaseFlow.TestKit.Answers;

namespace CaseFlow.Host.Tests.Running;

/// <summary>What people do in the product, through its pages.</summary>
internal static class Journeys
{
    /// <summary>Chooses a pupil and starts their referral; the page of the referral task.</summary>
    public static async Task<Answer> StartReferral(this Browser browser, Pupil pupil)
    {
        var page = await browser.Get("/referrals/new");
        var found = await browser.Submit(page, "form[role=search]", new() { ["search"] = pupil.Surname });
        var started = await browser.Submit(found, "form:not([role]):has([name=searched])", new() { ["pupil"] = pupil.Id.ToString() }, ("start", "true"));
        Assert.Equal(StatusCodes.Found, started.Status);
        return await browser.Follow(started);
    }

    /// <summary>The address of the task that a page is about.</summary>
    public static string TaskAddress(this Answer page) => page.Page.QuerySelector("a[href^='/tasks/'][href*='/parts/']")!.GetAttribute("href")!.Split("/parts")[0];

    public static async Task FillReferral(this Browser browser, string task)
    {
        foreach (var (part, fields) in ReferralAnswers.Parts)
        {
            var page = await browser.Get($"{task}/parts/{part}");
            var saved = await browser.Submit(page, "main form", fields, ("next", "true"));
            Assert.True(saved.Status == StatusCodes.Found, $"{part}: {string.Join("; ", saved.Summary)}");
        }
    }

    public static async Task<Answer> SendReferral(this Browser browser, string task)
    {
        var page = await browser.Get(task + "/check-answers");
        return await browser.Follow(await browser.Submit(page, "main form", button: ("outcome", "Send to the headteacher")));
    }

    /// <summary>The page of the first task in somebody's inbox.</summary>
    public static async Task<Answer> OpenFirstTask(this Browser browser, string title)
    {
        var inbox = await browser.Get("/inbox");
        var link = inbox.Page.QuerySelectorAll("main a[href^='/tasks/']").FirstOrDefault(link => link.Closest("tr")?.TextContent.Contains(title, StringComparison.Ordinal) == true || link.TextContent.Contains(title, StringComparison.Ordinal));
        return await browser.Get((link ?? throw new InvalidOperationException($"No task \"{title}\" in the inbox: {inbox.Text}")).GetAttribute("href")!);
    }
}
