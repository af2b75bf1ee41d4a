using CaseFlow.Activities.People;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Workflows.Tests.Emails;

public sealed class EmailTemplateRenderTests
{
    private static readonly Uri Address = new("https://caseflow.example/");

    [Fact]
    public void Render_FullData_FillsTextAndHtml()
    {
        var template = Template("EM-REF-01", "CaseFlow: action needed on {{CaseRef}} by {{DueDate}}", "Hello {{ActorFirstName}}\n\nOpen it:\n{{DeepLink}}");

        var email = template.Render(new() { CaseRef = "NC-26-0147", DueDate = "30 Nov", ActorFirstName = "Zoë", DeepLink = "/tasks/7" }, Address);

        Assert.Equal("CaseFlow: action needed on NC-26-0147 by 30 Nov", email.Subject);
        Assert.StartsWith("Hello Zoë\n\nOpen it:\nhttps://caseflow.example/tasks/7\n", email.Text, StringComparison.Ordinal);
        Assert.Contains("<p>Open it:<br>\n<a href=\"https://caseflow.example/tasks/7\">https://caseflow.example/tasks/7</a>\n</p>", email.Html, StringComparison.Ordinal);
        Assert.Contains("Do not reply with pupil details", email.Text, StringComparison.Ordinal);
        Assert.Contains("Do not reply with pupil details", email.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ValueWithMarkup_IsEncodedInHtmlOnly()
    {
        var email = Template("EM-REF-01", "CaseFlow", "{{OrgName}} <b>").Render(new() { OrgName = "<i>Ashlow</i> & Vale" }, Address);

        Assert.Contains("&lt;i&gt;Ashlow&lt;/i&gt; &amp; Vale &lt;b&gt;", email.Html, StringComparison.Ordinal);
        Assert.StartsWith("<i>Ashlow</i> & Vale <b>", email.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NC-26-0147\r\nBcc: everyone@example.org")]
    [InlineData("NC-26-0147\nX-Header: 1")]
    [InlineData("NC-26-0147\u2028Bcc: x")]
    public void Render_ValueWithLineBreak_StaysOneLine(string value)
    {
        var email = Template("EM-REF-01", "CaseFlow: {{CaseRef}}", "{{CaseRef}}").Render(new() { CaseRef = value }, Address);

        Assert.DoesNotContain(email.Subject, character => char.IsControl(character) || character == '\u2028');
        Assert.Equal(2, email.Text.Split("\n\n", 2).Length);
        Assert.DoesNotContain('\r', email.Text);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData(null)]
    public void Render_LinkThatIsNotOurs_LeadsToTheFrontPage(string? link)
    {
        var email = Template("EM-REF-01", "CaseFlow", "{{DeepLink}}").Render(new() { DeepLink = link }, Address);

        Assert.StartsWith("https://caseflow.example/\n", email.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", email.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_MissingValue_StillReads()
    {
        var email = Template("EM-REF-01", "CaseFlow: action needed on {{CaseRef}}", "Hello {{ActorFirstName}}, do it by {{DueDate}}.").Render(new(), Address);

        Assert.StartsWith("Hello colleague, do it by the date shown on the task.", email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TitleTypedByAPerson_BecomesTheFallback()
    {
        var email = Template("EM-REF-01", "CaseFlow", "{{TaskTitleSafe}}").Render(new() { TaskTitleSafe = "Ring Sam Smith's mother" }, Address);

        Assert.StartsWith(SafeTaskTitles.Fallback, email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Digest_ListsEachItem()
    {
        var template = Template("EM-DIG-01", "CaseFlow: your tasks", "Tasks:\n\n{{#each Items}}\n- {{CaseRef}}: {{TaskTitleSafe}}, due {{DueDate}}\n  {{DeepLink}}\n{{/each}}\n\nThat is all.");

        var email = template.Render(
            new() { Items = [new() { CaseRef = "NC-26-0001", TaskTitleSafe = "Complete review form", DueDate = "1 Dec", DeepLink = "/tasks/1" }, new() { CaseRef = "NC-26-0002" }] },
            Address);

        Assert.Contains(
            "- NC-26-0001: Complete review form, due 1 Dec\n  https://caseflow.example/tasks/1\n- NC-26-0002: Complete a task, due the date shown on the task\n",
            email.Text, StringComparison.Ordinal);
        Assert.Contains("That is all.", email.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://caseflow.example/tasks/1\">", email.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_ChangesWithContentOnly()
    {
        Assert.Equal(Template("A-1", "s", "t").Hash, Template("A-1", "s", "t").Hash);
        Assert.NotEqual(Template("A-1", "s", "t").Hash, Template("A-1", "s", "t.").Hash);
    }

    [Fact]
    public void FromJson_MemberThatIsNoPlaceholder_IsRefused()
    {
        Assert.Throws<System.Text.Json.JsonException>(() => EmailData.FromJson("""{"PupilName":"x"}"""));

        var data = new EmailData { CaseRef = "NC-26-0001", CountOverdue = 2, Items = [new() { CaseRef = "NC-26-0002" }] };
        Assert.Equal(data.ToJson(), EmailData.FromJson(data.ToJson()).ToJson());
        Assert.Equal("""{"CaseRef":"NC-26-0001"}""", new EmailData { CaseRef = "NC-26-0001" }.ToJson());
    }

    internal static EmailTemplate Template(string name, string subject, string text)
    {
        var (template, problems) = EmailTemplateReader.Read(EmailTemplateReaderTests.Json(name, subject, text), "test");
        Assert.Empty(problems);
        return template!;
    }
}
