using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseFlow.Activities.People;
using HandlebarsDotNet;

namespace CaseFlow.Workflows.Emails;

/// <summary>A template that has passed <see cref="EmailTemplateReader"/>. Immutable, thread-safe; compiled when first used.</summary>
public sealed class EmailTemplate
{
    internal const string Footer = "This message was sent by CaseFlow. Do not reply with pupil details: open the link and sign in if you need to tell us something.";

    private const int LongestSubject = 150;

    private static readonly IHandlebars PlainText = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });

    private static readonly IHandlebars HtmlText = Handlebars.Create();

    private readonly Lazy<(HandlebarsTemplate<object, object> Subject, HandlebarsTemplate<object, object> Text, HandlebarsTemplate<object, object> Html)> _compiled;

    internal EmailTemplate(string name, string subject, string text, string? html)
    {
        (Name, Subject, Text, Html) = (name, subject, text, html);
        Json = JsonSerializer.Serialize(new { name, subject, text, html });
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));
        _compiled = new(() => (PlainText.Compile(Subject), PlainText.Compile(Text), HtmlText.Compile(Html ?? HtmlFromText.Convert(Text))));
    }

    public string Name { get; }

    public string Subject { get; }

    public string Text { get; }

    /// <summary>The HTML part's body as given, or null where it is made from the text.</summary>
    public string? Html { get; }

    /// <summary>The canonical content, kept when a definition that names this template is published.</summary>
    public string Json { get; }

    /// <summary>SHA-256 of <see cref="Json"/>, lower-case hex: what a published definition pins.</summary>
    public string Hash { get; }

    public bool IsDigest => EmailPlaceholders.IsDigest(Name);

    /// <param name="data">Missing values read as a neutral phrase.</param>
    /// <param name="publicAddress">Where this service is reached from outside; put before a relative link.</param>
    public RenderedEmail Render(EmailData data, Uri publicAddress)
    {
        var values = Values(data, publicAddress);
        var (subject, text, html) = _compiled.Value;
        return new(
            SingleLine(subject(values)),
            $"{text(values).TrimEnd()}\n\n-- \n{Footer}\n",
            $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>CaseFlow</title></head>
            <body style="font-family: arial, sans-serif; font-size: 16px; line-height: 1.4; color: #0b0c0c">
            {html(values).Trim()}
            <hr><p>{Footer}</p>
            </body></html>

            """);
    }

    private static Dictionary<string, object> Values(EmailData data, Uri publicAddress)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [EmailPlaceholders.DeepLink] = Link(data.DeepLink, publicAddress),
        };
        foreach (var (name, fallback) in EmailPlaceholders.FallbackWords)
        {
            values[name] = Clean(Given(data, name)) ?? fallback;
        }

        if (!data.Items.IsDefaultOrEmpty)
        {
            values[EmailPlaceholders.Items] = data.Items.Select(item => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [EmailPlaceholders.CaseRef] = Clean(item.CaseRef) ?? EmailPlaceholders.FallbackWords[EmailPlaceholders.CaseRef],
                [EmailPlaceholders.TaskTitleSafe] = item.TaskTitleSafe ?? SafeTaskTitles.Fallback,
                [EmailPlaceholders.DueDate] = Clean(item.DueDate) ?? EmailPlaceholders.FallbackWords[EmailPlaceholders.DueDate],
                [EmailPlaceholders.DeepLink] = Link(item.DeepLink, publicAddress),
            }).ToImmutableArray();
        }

        return values;
    }

    private static string? Given(EmailData data, string name) => name switch
    {
        EmailPlaceholders.CaseRef => data.CaseRef,
        EmailPlaceholders.TaskTitleSafe => data.TaskTitleSafe,
        EmailPlaceholders.DueDate => data.DueDate,
        EmailPlaceholders.DueIn => data.DueIn,
        EmailPlaceholders.ActorFirstName => data.ActorFirstName,
        EmailPlaceholders.OrgName => data.OrgName,
        EmailPlaceholders.ContactRole => data.ContactRole,
        EmailPlaceholders.ContactPhone => data.ContactPhone,
        EmailPlaceholders.MeetingDate => data.MeetingDate,
        EmailPlaceholders.CountOverdue => data.CountOverdue?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Only our own pages can be linked to: a path is resolved, anything else leads to the front page.</summary>
    private static string Link(string? path, Uri publicAddress) =>
        path is ['/', not ('/' or '\\'), ..] && Uri.TryCreate(publicAddress, path, out var link) ? link.AbsoluteUri : publicAddress.AbsoluteUri;

    private static string? Clean(string? value) => string.IsNullOrWhiteSpace(value) ? null : SingleLine(value);

    /// <summary>No value can start a new line: neither a header nor a paragraph can be slipped in.</summary>
    private static string SingleLine(string value)
    {
        var line = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            line.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character);
        }

        var text = line.ToString().Trim();
        return text.Length <= LongestSubject ? text : text[..(LongestSubject - 1)] + "…";
    }
}
