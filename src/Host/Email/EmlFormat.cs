using System.Globalization;
using System.Net.Mime;
using System.Text;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Email;

/// <summary>Writes a message as an .eml file that any mail program opens, and reads back what it wrote.</summary>
public static class EmlFormat
{
    private const string Boundary = "=_caseflow-alternative";

    private const string MessageIdHeader = "Message-ID:";

    private const int LongestPlainLine = 900;

    public static byte[] Write(OutgoingEmail email, string from)
    {
        var message = new StringBuilder()
            .Append("Message-ID: <").Append(Header(email.MessageId)).Append(">\n")
            .Append("Date: ").Append(email.Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)).Append(" +0000\n")
            .Append("From: CaseFlow <").Append(Header(from)).Append(">\n")
            .Append("To: ").Append(Header(email.To)).Append('\n')
            .Append("Subject: ").Append(Encode(Header(email.Subject))).Append('\n')
            .Append("Auto-Submitted: auto-generated\n")
            .Append("MIME-Version: 1.0\n")
            .Append("Content-Type: multipart/alternative; boundary=\"").Append(Boundary).Append("\"\n\n");
        Part(message, MediaTypeNames.Text.Plain, email.Text);
        Part(message, MediaTypeNames.Text.Html, email.Html);
        message.Append("--").Append(Boundary).Append("--\n");
        return Encoding.UTF8.GetBytes(message.Replace("\n", "\r\n").ToString());
    }

    /// <summary>The Message-ID among a message's headers; null where there is none.</summary>
    public static string? MessageIdOf(IEnumerable<string> lines) => lines.TakeWhile(line => line.Length > 0)
        .FirstOrDefault(line => line.StartsWith(MessageIdHeader, StringComparison.OrdinalIgnoreCase))?[MessageIdHeader.Length..].Trim(' ', '<', '>');

    public static OutgoingEmail Read(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file).Replace("\r\n", "\n", StringComparison.Ordinal);
        var sections = text.Split("--" + Boundary);
        var headers = Headers(sections[0]);
        var parts = sections.Skip(1).Take(2).Select(Body).ToList();
        return new(
            headers["Message-ID"].Trim('<', '>'),
            headers["To"],
            Decode(headers["Subject"]),
            parts[0],
            parts[1],
            DateTimeOffset.ParseExact(headers["Date"], "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture));
    }

    /// <summary>A header can never end early: whatever could break the line is taken out.</summary>
    public static string Header(string value) => new([.. value.Where(character => !char.IsControl(character) && character is not ('\u2028' or '\u2029'))]);

    private static void Part(StringBuilder message, string mediaType, string text)
    {
        var body = text.ReplaceLineEndings("\n");
        var plain = body.Split('\n').All(line => Encoding.UTF8.GetByteCount(line) <= LongestPlainLine && !line.StartsWith("--" + Boundary, StringComparison.Ordinal));
        message.Append("--").Append(Boundary).Append("\nContent-Type: ").Append(mediaType).Append("; charset=utf-8\nContent-Transfer-Encoding: ")
            .Append(plain ? "8bit" : "base64").Append("\n\n")
            .Append(plain ? body : Convert.ToBase64String(Encoding.UTF8.GetBytes(body), Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n"))
            .Append('\n');
    }

    private static string Body(string section)
    {
        var end = section.IndexOf("\n\n", StringComparison.Ordinal);
        var body = section[(end + 2)..^1];
        return Headers(section[..end])["Content-Transfer-Encoding"] == "base64" ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body;
    }

    private static Dictionary<string, string> Headers(string block) =>
        block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private static string Encode(string subject) =>
        Ascii.IsValid(subject) ? subject : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=";

    private static string Decode(string subject) =>
        subject.StartsWith("=?utf-8?B?", StringComparison.Ordinal) && subject.EndsWith("?=", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(subject["=?utf-8?B?".Length..^2]))
            : subject;
}
