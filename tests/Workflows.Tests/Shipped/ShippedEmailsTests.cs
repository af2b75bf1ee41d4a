using System.Text.RegularExpressions;
using CaseFlow.TestKit;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Workflows.Tests.Shipped;

/// <summary>The emails that CaseFlow ships: all load, say which case and nothing about the child.</summary>
public sealed partial class ShippedEmailsTests
{
    private static readonly EmailTemplateCatalogue Shipped = EmailTemplateCatalogue.Load(Repository.Path("workflows-json", "emails"));

    [Fact]
    public void Load_ShippedTemplates_HaveNoProblem()
    {
        Assert.Empty(Shipped.Problems);
        Assert.Equal(["EM-REF-01", "EM-REF-02", "EM-REF-03", "EM-REF-04", "EM-REF-05", "EM-REF-06"], Shipped.Templates.Select(template => template.Name).Where(name => name.StartsWith("EM-REF-", StringComparison.Ordinal)));
        Assert.All(["EM-TASK-01", "EM-TASK-02", "EM-TASK-03", "EM-TASK-04"], name => Assert.NotNull(Shipped.Find(name)));
    }

    [Fact]
    public void Templates_Subjects_NameTheServiceAndTheCase()
    {
        Assert.All(Shipped.Templates, template => Assert.StartsWith("CaseFlow: ", template.Subject, StringComparison.Ordinal));
        Assert.All(Shipped.Templates.Where(template => !template.IsDigest), template => Assert.Contains("{{CaseRef}}", template.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public void Templates_Words_SayNothingOfTheChild()
    {
        Assert.All(Shipped.Templates, template => Assert.DoesNotMatch(Telling(), template.Subject + " " + template.Text));
    }

    [Fact]
    public void Templates_EveryOne_LinksToThePage()
    {
        Assert.All(Shipped.Templates, template => Assert.Contains("{{DeepLink}}", template.Text, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(pupil|child|son|daughter|health|camhs|safeguard\w*|mash|suspen\w*|exclu\w*|behaviour|parent|mental|diagnos\w*|medic\w*)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Telling();
}
