using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseFlow.Workflows.Emails;

/// <summary>A reason why a template was refused, with what to do.</summary>
public sealed record EmailTemplateProblem(string Template, string Message)
{
    public override string ToString() => $"Email template {Template}: {Message}";
}

/// <summary>Reads a template's JSON and refuses what an email may not hold.</summary>
public static partial class EmailTemplateReader
{
    private const int LongestText = 20_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNameCaseInsensitive = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <param name="json">{ name, subject, text, html? }.</param>
    /// <param name="source">The file's name, for messages about a template that has no name.</param>
    public static (EmailTemplate? Template, ImmutableArray<EmailTemplateProblem> Problems) Read(string json, string source)
    {
        Document? document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(json, Json);
        }
        catch (JsonException exception)
        {
            return (null, [new(source, $"line {exception.LineNumber + 1} is not valid JSON. Correct the file; it needs \"name\", \"subject\" and \"text\".")]);
        }

        if (document is not { Name.Length: > 0, Subject.Length: > 0, Text.Length: > 0 })
        {
            return (null, [new(document?.Name ?? source, "\"name\", \"subject\" and \"text\" are all needed. Add the missing one.")]);
        }

        var problems = new List<EmailTemplateProblem>();
        void Refuse(string message) => problems.Add(new(document.Name, message));

        if (!NamePattern().IsMatch(document.Name))
        {
            Refuse("the name may only hold letters, digits and hyphens. Use one such as EM-REF-01.");
        }

        if (document.Subject.AsSpan().ContainsAny('\r', '\n'))
        {
            Refuse("the subject must be one line. Remove the line break.");
        }

        if (document.Text.Length > LongestText || document.Html?.Length > LongestText)
        {
            Refuse($"the text is longer than {LongestText} characters. Shorten it.");
        }

        Check("subject", document.Subject, isDigestPart: false, Refuse);
        Check("text", document.Text, EmailPlaceholders.IsDigest(document.Name), Refuse);
        if (document.Html is { } html)
        {
            Check("html", html, EmailPlaceholders.IsDigest(document.Name), Refuse);
            if (ActiveContent().Match(html) is { Success: true } found)
            {
                Refuse($"the html holds \"{found.Value.Trim()}\", which mail programs block or run. Use only text, headings, lists, tables and links.");
            }

            if (HtmlTag().Matches(html.Replace("href=\"{{DeepLink}}\"", "", StringComparison.Ordinal)).FirstOrDefault(tag => tag.Value.Contains("{{", StringComparison.Ordinal)) is { } inTag)
            {
                Refuse($"the html holds a placeholder inside the tag {inTag.Value}. Only href=\"{{{{DeepLink}}}}\" may be filled in there: move the placeholder into the text.");
            }
        }

        return problems.Count == 0
            ? (new EmailTemplate(document.Name, document.Subject, document.Text, string.IsNullOrWhiteSpace(document.Html) ? null : document.Html), [])
            : (null, [.. problems]);
    }

    private static void Check(string part, string text, bool isDigestPart, Action<string> refuse)
    {
        var inItems = false;
        var consumed = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            RefuseStrayBraces(text[consumed..tag.Index]);
            consumed = tag.Index + tag.Length;
            var name = tag.Groups[1].Value.Trim();
            switch (name)
            {
                case "#each Items" when isDigestPart && !inItems:
                    inItems = true;
                    break;
                case "/each" when inItems:
                    inItems = false;
                    break;
                case "#each Items" or "/each":
                    refuse($"the {part} holds {tag.Value}, which only the text of the daily digest (EM-DIG-…) may hold, once opened and once closed. Remove it.");
                    break;
                default:
                    var allowed = inItems ? EmailPlaceholders.AllowedInItems : EmailPlaceholders.Allowed;
                    if (tag.Value.StartsWith("{{{", StringComparison.Ordinal) || !allowed.Contains(name))
                    {
                        refuse($"the {part} holds the placeholder {tag.Value}, which an email may not hold. Use one of {string.Join(", ", allowed.Order(StringComparer.Ordinal))}, as {{{{CaseRef}}}}, or plain words.");
                    }

                    break;
            }
        }

        RefuseStrayBraces(text[consumed..]);
        if (inItems)
        {
            refuse($"the {part} opens {{{{#each Items}}}} and does not close it. Add {{{{/each}}}}.");
        }

        void RefuseStrayBraces(string between)
        {
            if (between.Contains("{{", StringComparison.Ordinal) || between.Contains("}}", StringComparison.Ordinal))
            {
                refuse($"the {part} holds a placeholder that is not closed. Write placeholders as {{{{CaseRef}}}}.");
            }
        }
    }

    private sealed record Document(string? Name, string? Subject, string? Text, string? Html);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9-]{0,59}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();

    // Everything from two or three braces to the nearest closing ones; what is inside is judged, not parsed.
    [GeneratedRegex(@"\{{2,3}([^{}]*)\}{2,3}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<\s*(?:script|iframe|object|embed|img|form|input|link|style|svg|base|meta)\b|javascript:|\son[a-z]+\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ActiveContent();

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HtmlTag();
}
