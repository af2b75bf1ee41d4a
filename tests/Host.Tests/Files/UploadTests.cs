using System.Text;
using CaseFlow.Host.Tests.Running;
using CaseFlow.TestKit.Answers;
using CaseFlow.TestKit.Files;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Files;

/// <summary>A file uploaded with what was tried, through the pages, as a plain form without scripts.</summary>
public sealed class UploadTests(RunningHost host) : IClassFixture<RunningHost>
{
    private const string First = "tried[0].evidence";
    private const string Second = "tried[1].evidence";

    private static readonly Dictionary<string, string> Tried = ReferralAnswers.Parts.Single(part => part.Part == "tried").Fields;

    [Fact]
    public async Task Upload_WithAnswersThatFail_IsKeptAndShownWithItsSize()
    {
        var (browser, page) = await Started();
        var typed = new Dictionary<string, string>(Tried) { ["tried[0].start.month"] = "13" };

        var answer = await browser.SubmitFiles(page, "main form", [Pick(First, "Plan of May.pdf", SampleFiles.Pdf(length: 2048))], typed, ("next", "true"));

        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        Assert.DoesNotContain(answer.Summary, message => message.Contains("file", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Plan of May.pdf (PDF, 2 KB)", Kept(answer, First), StringComparison.Ordinal);
        Assert.Equal("Key worker", answer.Value("tried[0].strategy"));

        var again = await browser.SubmitFiles(answer, "main form", [], new() { ["tried[0].start.month"] = "9" }, ("next", "true"));
        Assert.Equal(StatusCodes.Found, again.Status);
        Assert.Contains("Plan of May.pdf (PDF, 2 KB)", Kept(await browser.Get(page.Response.RequestMessage!.RequestUri!.AbsolutePath), First), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("large", "must be 10 MB or smaller")]
    [InlineData("html", "what is in it is not a PDF file")]
    [InlineData("page", "must be a PDF, Word")]
    [InlineData("empty", "is empty")]
    [InlineData("macros", "without macros")]
    public async Task Upload_FileThatIsNotTaken_SaysWhyAndKeepsWhatWasTyped(string what, string message)
    {
        var (browser, page) = await Started();
        var (name, content) = what switch
        {
            "large" => ("plan.pdf", SampleFiles.Pdf(length: (10 * 1024 * 1024) + 1)),
            "html" => ("plan.pdf", SampleFiles.Html),
            "page" => ("plan.html", SampleFiles.Html),
            "empty" => ("plan.pdf", []),
            _ => ("plan.docx", SampleFiles.Docx("word/vbaProject.bin")),
        };

        var answer = await browser.SubmitFiles(page, "main form", [Pick(First, name, content), Pick(Second, "good.txt", "Agreed."u8.ToArray())], Tried, ("next", "true"));

        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        Assert.Contains(message, Assert.Single(answer.Summary), StringComparison.Ordinal);
        Assert.Equal("input", answer.Page.QuerySelector(answer.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!)!.LocalName);
        Assert.Contains(message, answer.Page.QuerySelector("#field-tried-0-evidence-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(answer.Page.QuerySelector("#field-tried-0-evidence-kept"));
        Assert.Equal("Time-out card", answer.Value("tried[1].strategy"));
        Assert.Contains("good.txt", Kept(answer, Second), StringComparison.Ordinal);
        var later = await browser.Get(Address(page));
        Assert.Equal("Time-out card", later.Value("tried[1].strategy"));
        Assert.Contains("good.txt", Kept(later, Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_PageThatExpired_KeepsNothingButWhatWasTyped()
    {
        var (browser, page) = await Started();
        var before = await Count();

        var answer = await browser.SubmitFiles(page, "main form", [Pick(First, "plan.pdf", SampleFiles.Pdf("expired"))], new(Tried) { ["__RequestVerificationToken"] = "old" }, ("next", "true"));

        Assert.Equal(StatusCodes.Unprocessable, answer.Status);
        Assert.Contains("open for too long", answer.Summary[0], StringComparison.Ordinal);
        Assert.Contains("Select it again", answer.Summary[1], StringComparison.Ordinal);
        Assert.Equal("Key worker", answer.Value("tried[0].strategy"));
        Assert.Equal(before, await Count());
    }

    [Fact]
    public async Task Upload_LargerThanAnyPost_KeepsWhatWasTypedBeforeItAndWhatWasThere()
    {
        var (browser, page) = await Started();
        var saved = await browser.Follow(await browser.SubmitFiles(page, "main form", [Pick(Second, "there.pdf", SampleFiles.Pdf())], Tried, ("save", "true")));
        Assert.Equal(StatusCodes.Ok, saved.Status);

        var answer = await browser.SubmitFiles(await browser.Get(Address(page)), "main form", [Pick(First, "plan.pdf", new byte[(100 * 1024 * 1024) + 1])], new() { ["tried[0].strategy"] = "Typed last" }, ("next", "true"));

        Assert.Equal(413, answer.Status);
        Assert.Contains("too large to upload together", answer.Summary[0], StringComparison.Ordinal);
        Assert.Equal("Typed last", answer.Value("tried[0].strategy"));
        Assert.Equal("Time-out card", answer.Value("tried[1].strategy"));
        Assert.Contains("there.pdf", Kept(answer, Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_RemovedAndReplaced_ShowsWhatThereIsAndKeepsNothingElse()
    {
        var (browser, page) = await Started();
        var before = await Count();
        var uploaded = await browser.Follow(await browser.SubmitFiles(page, "main form", [Pick(First, "one.pdf", SampleFiles.Pdf("one")), Pick(Second, "two.pdf", SampleFiles.Pdf("two"))], Tried, ("sendFile", First)));
        Assert.Contains("one.pdf", Kept(uploaded, First), StringComparison.Ordinal);
        Assert.Equal(before + 2, await Count());

        var replaced = await browser.Follow(await browser.SubmitFiles(uploaded, "main form", [Pick(First, "three.pdf", SampleFiles.Pdf("three"))], button: ("sendFile", First)));
        Assert.Contains("three.pdf", Kept(replaced, First), StringComparison.Ordinal);
        Assert.Equal(before + 2, await Count());

        var removed = await browser.Follow(await browser.SubmitFiles(replaced, "main form", [], button: ("removeFile", First)));
        Assert.Null(removed.Page.QuerySelector("#field-tried-0-evidence-kept"));
        Assert.Contains("two.pdf", Kept(removed, Second), StringComparison.Ordinal);
        Assert.Equal("Key worker", removed.Value("tried[0].strategy"));
        Assert.Equal(before + 1, await Count());

        var without = await browser.Follow(await browser.SubmitFiles(removed, "main form", [], button: ("remove", "tried[0]")));
        Assert.Contains("two.pdf", Kept(without, First), StringComparison.Ordinal);
        Assert.Equal(before + 1, await Count());
    }

    [Fact]
    public async Task Upload_ButtonWithoutAFile_AsksForOne()
    {
        var (browser, page) = await Started();

        var answer = await browser.SubmitFiles(page, "main form", [], Tried, ("sendFile", Second));

        Assert.Contains("Select the evidence before you press", Assert.Single(answer.Summary), StringComparison.Ordinal);
        Assert.Equal("Time-out card", answer.Value("tried[1].strategy"));
    }

    /// <summary>The page's script saves what is typed while a file is being uploaded, and a second page saves that never saw it.</summary>
    [Fact]
    public async Task Autosave_FromAPageDrawnBeforeTheUpload_NeitherLosesNorDoublesTheFile()
    {
        var (browser, stale) = await Started();
        await browser.SubmitFiles(stale, "main form", [Pick(First, "plan.pdf", SampleFiles.Pdf("autosaved"))], Tried, ("save", "true"));
        var before = await Count();

        for (var times = 0; times < 2; times++)
        {
            var autosaved = await browser.Submit(stale, "main form", new(Tried) { ["tried[0].who"] = "Typed on" }, ("autosave", "true"));
            Assert.Equal(StatusCodes.NoContent, autosaved.Status);
        }

        var page = await browser.Get(Address(stale));
        Assert.Contains("plan.pdf", Kept(page, First), StringComparison.Ordinal);
        Assert.Equal("Typed on", page.Value("tried[0].who"));
        Assert.Null(page.Page.QuerySelector("#field-tried-1-evidence-kept"));
        Assert.Equal(before, await Count());

        await browser.SubmitFiles(page, "main form", [Pick(First, "plan.pdf", SampleFiles.Pdf("autosaved"))], button: ("save", "true"));
        Assert.Equal(before, await Count());
    }

    [Fact]
    public async Task Upload_MoreThanAFormMayHave_TakesSoManyAndSaysWhatToDo()
    {
        await using var strict = host.WithWebHostBuilder(builder => builder.UseSetting("Files:MostPerForm", "1"));
        var browser = new Browser(strict.CreateClient(new() { BaseAddress = new Uri("https://caseflow.example"), AllowAutoRedirect = false }));
        await RunningHost.TrySignIn(browser, host.Referrer.Email, RunningHost.Password);
        var page = await browser.Get((await browser.StartReferral(host.Pupil)).TaskAddress() + "/parts/tried");

        var answer = await browser.SubmitFiles(page, "main form", [Pick(First, "one.pdf", SampleFiles.Pdf("one")), Pick(Second, "two.pdf", SampleFiles.Pdf("two"))], Tried, ("next", "true"));

        Assert.Contains("up to 1 files", Assert.Single(answer.Summary), StringComparison.Ordinal);
        Assert.Contains("one.pdf", Kept(answer, First), StringComparison.Ordinal);
        Assert.Null(answer.Page.QuerySelector("#field-tried-1-evidence-kept"));
    }

    [Fact]
    public async Task Upload_IdOfAnothersFile_IsNoAnswer()
    {
        var (browser, page) = await Started();
        var uploaded = await browser.Follow(await browser.SubmitFiles(page, "main form", [Pick(First, "plan.pdf", SampleFiles.Pdf("mine"))], Tried, ("sendFile", First)));
        var id = uploaded.Value(First);

        var elsewhere = await host.SignIn(host.ReferrerElsewhere);
        var other = await elsewhere.Get((await elsewhere.StartReferral(host.PupilElsewhere)).TaskAddress() + "/parts/tried");
        var saved = await elsewhere.SubmitFiles(other, "main form", [], new(Tried) { [First] = id }, ("save", "true"));

        Assert.Equal(StatusCodes.Found, saved.Status);
        Assert.Null((await elsewhere.Get(Address(other))).Page.QuerySelector("#field-tried-0-evidence-kept"));
    }

    [Fact]
    public async Task Upload_SessionEnded_ComesBackWithWhatWasTypedAndNoFile()
    {
        var (browser, page) = await Started();
        await browser.Submit(page, "form[action='/sign-out']");
        var before = await Count();

        var refused = await browser.SubmitFiles(page, "main form", [Pick(First, "plan.pdf", SampleFiles.Pdf("nobody"))], Tried, ("next", "true"));
        Assert.Equal("Sign in", refused.Heading);
        var back = await browser.Submit(refused, "form[action='/sign-in']", new() { ["email"] = host.Referrer.Email, ["password"] = RunningHost.Password });
        var again = await browser.Submit(back, "main form");

        Assert.Equal("Key worker", again.Value("tried[0].strategy"));
        Assert.Equal(before, await Count());
    }

    [Fact]
    public async Task Post_ThatIsNoForm_IsRefused()
    {
        var (browser, page) = await Started();
        using var broken = new ByteArrayContent(Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end"));
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        Assert.Equal(StatusCodes.BadRequest, (await browser.Send(Address(page), broken)).Status);
    }

    private async Task<(Browser Browser, Answer Page)> Started()
    {
        var browser = await host.SignIn(host.Referrer);
        var task = (await browser.StartReferral(host.Pupil)).TaskAddress();
        return (browser, await browser.Get(task + "/parts/tried"));
    }

    private Task<int> Count() => host.Services.GetRequiredService<CaseFlow.Cases.Storage.IWriteGate>()
        .Run(scope => Convert.ToInt32(scope.Command("SELECT count(*) FROM uploaded_file WHERE stored_at IS NOT NULL").ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));

    private static string Address(Answer page) => page.Page.QuerySelector("main form")!.GetAttribute("action")!;

    private static string Kept(Answer page, string path) => string.Join(' ',
        page.Page.QuerySelector($"#{CaseFlow.Activities.Forms.FormPath.ElementId(path)}-kept")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static PickedFile Pick(string question, string name, byte[] content) => new(question + ".upload", name, content);
}
