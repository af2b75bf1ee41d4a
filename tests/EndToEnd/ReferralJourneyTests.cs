using CaseFlow.TestKit;
using CaseFlow.TestKit.Files;
using Microsoft.Playwright;

namespace CaseFlow.EndToEnd;

/// <summary>The main job from end to end, as four people do it, on the product as it is shipped.</summary>
public sealed class ReferralJourneyTests(RunningProduct product, BrowserSession browser) : IClassFixture<RunningProduct>, IClassFixture<BrowserSession>
{
    private const string School = "Juniper Fold School";

    [Fact]
    public async Task Referral_FromCsvToPanel_MovesTheCaseAndRemindsOnTime()
    {
        var pages = new HashSet<string>();

        // The school: a pupil from a file, with one row that is wrong, and the same file again.
        var referrer = await browser.Person(product.Address);
        await referrer.GotoAsync("/sign-in");
        await Look(referrer);
        await referrer.SignInAs("Pastoral lead or SENCo");
        await Look(referrer);
        var csv = "school_urn,upn,upn_missing_reason,forename,surname,date_of_birth,sex,address_1,postcode,home_authority,carer_name,carer_relationship,carer_responsibility,carer_phone\n"
            + $"{product.UrnOf(School)},,Moved from abroad,Wren,Quillfeather,2013-05-04,F,1 Heron Way,LE11 1AA,Leicestershire,Ash Quillfeather,mother,yes,01509 000000\n"
            + $"{product.UrnOf(School)},X123,,Lark,Quillfeather,2013-05-04,F,1 Heron Way,LE11 1AA,Leicestershire,Ash Quillfeather,mother,yes,01509 000000\n";
        Assert.Contains("1 added", await referrer.ImportPupils(csv), StringComparison.Ordinal);
        await Look(referrer);
        Assert.Contains("upn", await referrer.Locator("table").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("0 added, 0 changed, 1 unchanged", await referrer.ImportPupils(csv), StringComparison.Ordinal);

        await referrer.StartReferral("Quillfeather");
        await Look(referrer);
        var reference = await referrer.Locator(".govuk-caption-l").First.InnerTextAsync();
        var evidence = new FilePayload { Name = "Review of the plan.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf(length: 700_000) };
        await referrer.FillReferral(evidence);
        await Look(referrer);
        await referrer.GetByRole(AriaRole.Button, new() { Name = "Check your answers" }).ClickAsync();
        await Look(referrer);
        await referrer.Locator("button[name=outcome][value='Send to the headteacher']").ClickAsync();
        await referrer.WaitForLoadStateAsync();
        await Look(referrer);

        // The head finds it in the inbox and authorises it.
        var head = await browser.Person(product.Address);
        await head.SignInAs("Headteacher");
        await head.GetByRole(AriaRole.Link, new() { Name = reference }).ClickAsync();
        await Look(head);
        await head.Locator("[name=decision][value=authorise]").CheckAsync();
        await head.Locator("[name=signature]").FillAsync("A Head");
        await head.Locator("[name=authorised]").CheckAsync();
        await head.Press("Send the decision");
        await head.WaitForLoadStateAsync();

        // The co-ordinator lets half of the time go by: the reminder is in the mailbox.
        var coordinator = await browser.Person(product.Address);
        await coordinator.SignInAs("Partnership co-ordinator");
        Assert.DoesNotContain(reference, await Reminders(coordinator), StringComparison.Ordinal);
        await coordinator.GotoAsync("/dev/clock");
        await Look(coordinator);
        await coordinator.Press("1 week forward");
        await coordinator.WaitForLoadStateAsync();
        await Look(coordinator);
        Assert.Contains(reference, await Reminders(coordinator), StringComparison.Ordinal);
        await Look(coordinator);

        // Triage to the panel: an empty answer first, which keeps what was typed.
        await coordinator.GotoAsync("/inbox");
        await coordinator.GetByRole(AriaRole.Link, new() { Name = reference }).ClickAsync();
        await coordinator.Locator("[name=reasons]").FillAsync("Too short");
        await coordinator.Press("Send the decision");
        await coordinator.Locator(".govuk-error-summary").WaitForAsync();
        await Look(coordinator);
        Assert.Equal("Too short", await coordinator.Locator("[name=reasons]").InputValueAsync());
        Assert.StartsWith("Error: ", await coordinator.TitleAsync(), StringComparison.Ordinal);

        // She reads the evidence: the very file that the school sent.
        await coordinator.Locator("summary", new() { HasTextString = "Read the referral" }).ClickAsync();
        Assert.Equal(evidence.Buffer, await coordinator.SaveFile(evidence.Name));
        await coordinator.Locator("[name=route][value=panel]").CheckAsync();
        await coordinator.Locator("[name=reasons]").FillAsync("The school has tried two cycles of support and the risk to the place is high.");
        await coordinator.Press("Send the decision");
        await coordinator.WaitForLoadStateAsync();

        // The case has moved, and says what happened.
        await coordinator.GotoAsync($"/cases/{reference}");
        await Look(coordinator);
        var page = await coordinator.Locator("main").InnerTextAsync();
        Assert.Contains("Awaiting panel", page, StringComparison.OrdinalIgnoreCase);
        var emails = await coordinator.GetByRole(AriaRole.Region, new() { Name = "Emails about this case" }).InnerTextAsync();
        Assert.Contains("Reminder", emails, StringComparison.Ordinal);
        await coordinator.Locator("section[aria-labelledby=timeline] a", new() { HasText = "older" }).ClickAsync();
        await coordinator.WaitForLoadStateAsync();
        await Look(coordinator);
        var timeline = await coordinator.Locator("section[aria-labelledby=timeline]").InnerTextAsync();
        Assert.Contains("Referral submitted", timeline, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Reminder of a task: Triage the referral.", timeline, StringComparison.Ordinal);

        // Another partnership's school must not learn that the case exists.
        var stranger = await browser.Person(product.Address);
        await stranger.SignInAs("Alternative provider");
        Assert.Equal(await Answer(stranger, "/cases/NC-26-9999"), await Answer(stranger, $"/cases/{reference}"));

        Assert.DoesNotContain("Quillfeather", product.Output, StringComparison.OrdinalIgnoreCase);
        foreach (var mail in Directory.GetFiles(product.MailFolder, "*.eml"))
        {
            Assert.DoesNotContain("Quillfeather", await File.ReadAllTextAsync(mail), StringComparison.OrdinalIgnoreCase);
        }

        Summary.Line($"end to end: one referral from CSV to panel; axe found no violation on {pages.Count} pages");

        async Task Look(IPage person)
        {
            pages.Add(new Uri(person.Url).AbsolutePath);
            await Axe.HasNoViolations(person);
        }
    }

    private static async Task<(int Status, string Text)> Answer(IPage person, string address)
    {
        var response = await person.GotoAsync(address);
        return (response!.Status, await person.Locator("main").InnerHTMLAsync());
    }

    private static async Task<string> Reminders(IPage person)
    {
        await person.GotoAsync("/dev/mailbox");
        var rows = await person.Locator("main tr, main li").AllInnerTextsAsync();
        return string.Join('\n', rows.Where(row => row.Contains("reminder", StringComparison.OrdinalIgnoreCase)));
    }
}
