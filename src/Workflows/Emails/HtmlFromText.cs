using System.Net;
using System.Text;

namespace CaseFlow.Workflows.Emails;

/// <summary>Makes the HTML part of a template from its text: paragraphs, line breaks, and the link as a link.</summary>
internal static class HtmlFromText
{
    private const string LinkTag = "{{DeepLink}}";

    public static string Convert(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            html.Append("<p>");
            var lines = paragraph.Split('\n', StringSplitOptions.TrimEntries);
            for (var index = 0; index < lines.Length; index++)
            {
                html.Append(Line(lines[index])).Append(index < lines.Length - 1 && !IsBlockTag(lines[index]) ? "<br>\n" : "\n");
            }

            html.Append("</p>\n");
        }

        return html.ToString();
    }

    // Handlebars tags hold no character that HTML encodes, so the text can be encoded as a whole.
    private static string Line(string line) =>
        WebUtility.HtmlEncode(line).Replace(LinkTag, $"<a href=\"{LinkTag}\">{LinkTag}</a>", StringComparison.Ordinal);

    private static bool IsBlockTag(string line) => line is ['{', '{', '#' or '/', ..];
}
