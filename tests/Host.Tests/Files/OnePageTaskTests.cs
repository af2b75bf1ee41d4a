using CaseFlow.Cases.Storage;
using CaseFlow.Host.Tests.Running;
using CaseFlow.TestKit.Files;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Files;

public sealed class OnePageTaskTests(RunningHost host) : IClassFixture<RunningHost>
{
    /// <summary>A task of one page: the school answers a question with a document, once the first attempt was put right.</summary>
    [Fact]
    public async Task Upload_InATaskOfOnePage_SurvivesAFailedSendAndGoesWithTheAnswer()
    {
        var school = await host.SignIn(host.Referrer);
        var head = await host.SignIn(host.Head);
        var coordinator = await host.SignIn(host.Coordinator);
        var task = (await school.StartReferral(host.Pupil)).TaskAddress();
        await school.FillReferral(task);
        await school.SendReferral(task);
        await head.Submit(await head.OpenFirstTask("Authorise"), "form[data-module=app-autosave]", new() { ["decision"] = "authorise", ["signature"] = "Hari Head", ["authorised"] = "true" }, ("outcome", "Send the decision"));
        var triage = await coordinator.OpenFirstTask("Triage");
        await coordinator.Submit(triage, "form[data-module=app-autosave]", new() { ["route"] = "return", ["reasons"] = "Please send the record of the review that you write of." }, ("outcome", "Send the decision"));

        var asked = await school.OpenFirstTask("information");
        var failed = await school.SubmitFiles(asked, "form[data-module=app-autosave]", [new("file.upload", "record.docx", SampleFiles.Docx())], new() { ["information"] = "Too short" }, ("outcome", "Send the information"));
        Assert.Equal(StatusCodes.Unprocessable, failed.Status);
        Assert.Equal("Too short", failed.Value("information"));
        Assert.Contains("record.docx", failed.Page.QuerySelector("#field-file-kept")!.TextContent, StringComparison.Ordinal);

        // A file that is not there at the moment is not sent, and the page says what to do.
        var id = Guid.Parse(failed.Value("file"));
        var answer = new Dictionary<string, string> { ["information"] = "The review was on the first Monday; the record is in the document.", ["urgencyNow"] = "Routine" };
        await Store("UPDATE uploaded_file SET stored_at = NULL");
        var gone = await school.SubmitFiles(failed, "form[data-module=app-autosave]", [], answer, ("outcome", "Send the information"));
        Assert.Contains("record.docx is no longer kept. Remove it and select it again", Assert.Single(gone.Summary), StringComparison.Ordinal);
        await Store("UPDATE uploaded_file SET stored_at = uploaded_at");
        Assert.Equal(StatusCodes.Found, (await school.SubmitFiles(gone, "form[data-module=app-autosave]", [], [], ("outcome", "Send the information"))).Status);

        var reference = triage.Page.QuerySelector(".govuk-caption-l")!.TextContent.Trim();
        var answers = (await coordinator.Get($"/cases/{reference}")).Page.QuerySelectorAll("a[href*='/answers/']").Select(link => link.GetAttribute("href")!);
        var pages = await Task.WhenAll(answers.Select(coordinator.Get));
        Assert.Contains(pages, page => page.Page.QuerySelector($"a[href='/files/{id}']") is not null);
        Assert.Equal(SampleFiles.Docx().Length, (await coordinator.Client.GetByteArrayAsync(new Uri($"/files/{id}", UriKind.Relative))).Length);
    }

    private Task<int> Store(string sql) => host.Services.GetRequiredService<IWriteGate>().Run(scope => scope.Command(sql).ExecuteNonQuery());
}
