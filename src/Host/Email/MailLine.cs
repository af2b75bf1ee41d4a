namespace CaseFlow.Host.Email;

/// <summary>One line of a message's text, a link where it is an address of this service.</summary>
public sealed record MailLine(string Text, string? Href)
{
    /// <summary>The lines; links are made relative, so that they work at whatever address the mailbox is read.</summary>
    public static IEnumerable<MailLine> Of(string text, Uri publicAddress) =>
        text.Split('\n').Select(line => line.Trim() is var trimmed && trimmed.StartsWith(publicAddress.AbsoluteUri, StringComparison.Ordinal)
            ? new MailLine(trimmed, "/" + trimmed[publicAddress.AbsoluteUri.Length..])
            : new MailLine(line, null));
}
