using System.Text.Json;
using CaseFlow.TestKit;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Workflows.Tests.Emails;

public sealed class EmailTemplateReaderTests
{
    [Theory]
    [InlineData("{{PupilName}}")]
    [InlineData("{{{CaseRef}}}")]
    [InlineData("{{&CaseRef}}")]
    [InlineData("{{Pupil.Name}}")]
    [InlineData("{{lookup this 'PupilName'}}")]
    [InlineData("{{> partial}}")]
    [InlineData("{{#if CaseRef}}x{{/if}}")]
    [InlineData("{{#each Items}}{{CaseRef}}{{/each}}")]
    [InlineData("{{!-- note --}}")]
    [InlineData("{{caseref}}")]
    [InlineData("{{~CaseRef~}}")]
    [InlineData("{{ this }}")]
    [InlineData("{{@root.CaseRef}}")]
    public void Read_AnyOtherPlaceholder_IsRefusedByNameWithWhatToDo(string placeholder)
    {
        var (template, problems) = EmailTemplateReader.Read(Json("EM-REF-09", "CaseFlow: a task", $"Hello\n\n{placeholder}"), "file.json");

        Assert.Null(template);
        var problem = Assert.Single(problems.Take(1));
        Assert.Equal("EM-REF-09", problem.Template);
        Assert.Contains(placeholder[..placeholder.IndexOf('}', StringComparison.Ordinal)], problem.Message, StringComparison.Ordinal);
        Assert.Matches("Use one of|Remove it", problem.Message);
    }

    [Theory]
    [InlineData("{{CaseRef")]
    [InlineData("CaseRef}}")]
    [InlineData("{{CaseRef} }")]
    public void Read_PlaceholderNotClosed_IsRefused(string text)
    {
        var (template, problems) = EmailTemplateReader.Read(Json("EM-REF-09", "CaseFlow: a task", text), "file.json");

        Assert.Null(template);
        Assert.Contains("not closed", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EveryAllowedPlaceholder_IsAccepted()
    {
        var text = string.Join('\n', EmailPlaceholders.Allowed.Select(name => $"{{{{{name}}}}}"));

        var (template, problems) = EmailTemplateReader.Read(Json("EM-REF-09", "{{CaseRef}}", text), "file.json");

        Assert.Empty(problems);
        Assert.NotNull(template);
    }

    [Theory]
    [InlineData("{{#each Items}}{{CaseRef}} {{DueDate}}{{/each}}", true)]
    [InlineData("{{#each Items}}{{OrgName}}{{/each}}", false)]
    [InlineData("{{#each Items}}{{#each Items}}{{/each}}{{/each}}", false)]
    [InlineData("{{#each Items}}{{CaseRef}}", false)]
    [InlineData("{{/each}}", false)]
    public void Read_DigestItems_OnlyWithTheirOwnPlaceholdersAndClosed(string text, bool accepted)
    {
        var (template, problems) = EmailTemplateReader.Read(Json("EM-DIG-01", "CaseFlow: your tasks", text), "file.json");

        Assert.Equal(accepted, template is not null);
        Assert.Equal(accepted, problems.IsEmpty);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<p onclick=\"x()\">hello</p>")]
    [InlineData("<img src=\"https://example.org/pixel.png\">")]
    [InlineData("<a href=\"javascript:x\">go</a>")]
    [InlineData("<a href=\"{{CaseRef}}\">go</a>")]
    [InlineData("<a title=\"{{OrgName}}\" href=\"{{DeepLink}}\">go</a>")]
    public void Read_HtmlThatRunsOrLeaks_IsRefused(string html)
    {
        var (template, problems) = EmailTemplateReader.Read(Json("EM-REF-09", "CaseFlow: a task", "Hello", html), "file.json");

        Assert.Null(template);
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void Read_BrokenJson_SaysTheLine()
    {
        var (template, problems) = EmailTemplateReader.Read("{\n  \"name\": \"EM-REF-09\",\n  oops\n}", "file.json");

        Assert.Null(template);
        Assert.Equal("file.json", problems[0].Template);
        Assert.Contains("line 3", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ShippedTemplates_AllPass()
    {
        var catalogue = EmailTemplateCatalogue.Load(Repository.Path("workflows-json", "emails"));

        Assert.Empty(catalogue.Problems);
        Assert.NotNull(catalogue.Find("EM-REF-01"));
        Assert.NotNull(catalogue.Find("em-dig-01"));
    }

    internal static string Json(string name, string subject, string text, string? html = null) =>
        JsonSerializer.Serialize(new { name, subject, text, html });
}
