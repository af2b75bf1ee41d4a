using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Email;

/// <summary>
/// Writes each message to a folder instead of sending it. The file's name comes from the Message-ID, so that a message
/// sent twice is still one file, and it appears whole or not at all.
/// </summary>
public sealed class FileMailTransport(string folder, string from) : IMailTransport, ISentEmails
{
    public async Task<MailOutcome> Send(OutgoingEmail email, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, FileName(email.MessageId));
            var unfinished = path + ".part";
            await File.WriteAllBytesAsync(unfinished, EmlFormat.Write(email, from), cancellationToken);
            File.Move(unfinished, path, overwrite: true);
            return new MailAccepted();
        }
        catch (IOException exception)
        {
            return new MailServerUnavailable($"The mail folder could not be written to ({exception.GetType().Name}). Check that the disk has space and that the folder exists.");
        }
        catch (UnauthorizedAccessException)
        {
            return new MailServerUnavailable("The mail folder may not be written to. Give this service the right to write there.");
        }
    }

    /// <summary>Of every message in the folder, whatever its file is called.</summary>
    public IEnumerable<string> MessageIds()
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.eml"))
        {
            yield return EmlFormat.MessageIdOf(File.ReadLines(file)) ?? Path.GetFileName(file);
        }
    }

    public static string FileName(string messageId) =>
        new string([.. messageId.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '@' or '.' ? character : '_')]) + ".eml";
}
