using System.Text.RegularExpressions;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Tests.Running;
using CaseFlow.TestKit.Answers;
using CaseFlow.TestKit.Files;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Files;

/// <summary>Who gets a file, and how: the same people who read the answers that it is part of.</summary>
public sealed partial class DownloadTests(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Name = "Plan – \"May\".pdf";

    /// <summary>Longer than one part of the store.</summary>
    private static readonly byte[] Content = SampleFiles.Pdf(length: 1_300_000);

    [Fact]
    public async Task Download_FromDraftToTriage_IsThereForWhoReadsTheAnswersAndForNobodyElse()
    {
        var school = await host.SignIn(host.Referrer);
        var head = await host.SignIn(host.Head);
        var coordinator = await host.SignIn(host.Coordinator);
        var task = (await school.StartReferral(host.Pupil)).TaskAddress();
        await school.FillReferral(task);
        var part = await school.Get(task + "/parts/tried");
        var fields = ReferralAnswers.Parts.Single(one => one.Part == "tried").Fields;
        await school.SubmitFiles(part, "main form", [new("tried[0].evidence.upload", "C:\\temp\\" + Name.Replace("\"", "%22", StringComparison.Ordinal), Content)], fields, ("next", "true"));

        // In the draft: hers alone.
        var check = await school.Get(task + "/check-answers");
        var link = Link(check, "1.2 MB");
        await Gets(school, link);
        await Unknown(head, link);
        await Unknown(coordinator, link);

        var sent = await school.SendReferral(task);
        Assert.Contains("You completed this at", sent.Text, StringComparison.Ordinal);
        await Gets(school, link);
        await Unknown(coordinator, link);

        var authorise = await head.OpenFirstTask("Authorise");
        Assert.Equal(link, Link(authorise, "1.2 MB"));
        await Gets(head, link);
        await head.Submit(authorise, "form[data-module=app-autosave]", new() { ["decision"] = "authorise", ["signature"] = "Hari Head", ["authorised"] = "true" }, ("outcome", "Send the decision"));

        var triage = await coordinator.OpenFirstTask("Triage");
        Assert.Equal(link, Link(triage, "1.2 MB"));
        await Gets(coordinator, link);
        var reference = triage.Page.QuerySelector(".govuk-caption-l")!.TextContent.Trim();
        Assert.Equal(link, Link(await coordinator.Get($"/cases/{reference}/referral"), "1.2 MB"));

        await Unknown(await host.SignIn(host.CoordinatorElsewhere), link);
        await Unknown(await host.SignIn(host.ReferrerElsewhere), link);
        await Unknown(await host.SignIn(host.Administrator), link);

        // A provider named on the case sees that there is one, but of needs only a summary.
        var provider = await host.SignIn(await NameProvider(reference));
        Assert.Equal(StatusCodes.Ok, (await provider.Get($"/cases/{reference}")).Status);
        await Unknown(provider, link);
        var anonymous = await host.Browse().Get(link);
        Assert.Equal(StatusCodes.Found, anonymous.Status);
        Assert.Contains("/sign-in?", anonymous.Location, StringComparison.Ordinal);

        // The decision keeps what it rested on.
        await coordinator.Submit(triage, "form[data-module=app-autosave]", new() { ["route"] = "decline", ["reasons"] = "The school has not yet tried what its own plan says, and the file shows it." }, ("outcome", "Send the decision"));
        using (var data = host.Services.GetRequiredService<ICaseDataFactory>().Open())
        {
            var evidence = Assert.Single(data.DecisionEvidence.ToList());
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content)), evidence.Sha256);
        }

        var decisions = (await coordinator.Get($"/cases/{reference}")).Page.QuerySelector("[aria-labelledby=decisions]")!.TextContent;
        Assert.Contains("Plan – _May_.pdf, SHA-256 ", decisions, StringComparison.Ordinal);
        Assert.DoesNotContain("SHA-256", (await provider.Get($"/cases/{reference}")).Text, StringComparison.Ordinal);

        var log = await host.Services.GetRequiredService<IAuditLog>().Of(new("file", Guid.Parse(link.Split('/')[^1])));
        Assert.Equal([host.Referrer.Id, host.Referrer.Id, host.Head.Id, host.Coordinator.Id], log.Select(record => record.PersonId!.Value));
        Assert.All(log, record => Assert.Equal(AuditActions.FileDownloaded, record.Action));

        // A role that has ended opens nothing.
        await End(host.Coordinator);
        await Unknown(coordinator, link);
        Assert.Equal(StatusCodes.NotFound, (await coordinator.Get($"/cases/{reference}")).Status);
    }

    private async Task Gets(Browser browser, string link)
    {
        using var response = await browser.Client.GetAsync(new Uri(link, UriKind.Relative));

        Assert.Equal(StatusCodes.Ok, (int)response.StatusCode);
        Assert.Equal(Content, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Plan – _May_.pdf", response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.EndsWith("; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("Plan", link, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Answered byte for byte like a file that never was, but for the tokens that differ in every page.</summary>
    private static async Task Unknown(Browser browser, string link)
    {
        var (refused, unknown) = (await Whole(browser, link), await Whole(browser, "/files/" + Guid.CreateVersion7()));

        Assert.StartsWith("404", refused, StringComparison.Ordinal);
        Assert.Equal(unknown, refused);
    }

    private static async Task<string> Whole(Browser browser, string address)
    {
        using var response = await browser.Client.GetAsync(new Uri(address, UriKind.Relative));
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Date" or "Set-Cookie")).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order();
        return $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{Token().Replace(await response.Content.ReadAsStringAsync(), "")}";
    }

    private static string Link(Answer page, string size)
    {
        var link = Assert.Single(page.Page.QuerySelectorAll("main a[href^='/files/']"));
        Assert.Equal("Plan – _May_.pdf", link.TextContent);
        Assert.Contains($"(PDF, {size})", link.ParentElement!.TextContent, StringComparison.Ordinal);
        return link.GetAttribute("href")!;
    }

    /// <summary>Somebody of a provider where the child of this case is placed.</summary>
    private async Task<Person> NameProvider(string reference)
    {
        await host.Services.GetRequiredService<IWriteGate>().Run(scope =>
        {
            scope.Data.RoleAssignments.Add(new RoleAssignment { Id = Guid.CreateVersion7(), PersonId = host.SecondCoordinator.Id, Role = Roles.Provider, OrganisationName = "Example Workshop", From = new DateOnly(2020, 9, 1) });
            foreach (var role in scope.Data.RoleAssignments.Where(role => role.PersonId == host.SecondCoordinator.Id && role.Role == Roles.Coordinator))
            {
                role.To = new DateOnly(2020, 9, 2);
            }

            var file = scope.Data.Cases.Single(one => one.Reference == reference);
            scope.Data.CaseParticipants.Add(new CaseParticipant { Id = Guid.CreateVersion7(), CaseId = file.Id, Role = Roles.Provider, OrganisationName = "Example Workshop", From = new DateOnly(2020, 9, 1) });
            return scope.Data.SaveChanges();
        });
        return host.SecondCoordinator;
    }

    private Task<int> End(Person person) => host.Services.GetRequiredService<IWriteGate>().Run(scope =>
    {
        foreach (var role in scope.Data.RoleAssignments.Where(role => role.PersonId == person.Id))
        {
            role.To = new DateOnly(2020, 9, 2);
        }

        return scope.Data.SaveChanges();
    });

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]*\"")]
    private static partial Regex Token();
}
