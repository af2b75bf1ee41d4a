using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Email;

/// <summary>A message of the mailbox; <paramref name="Name"/> is its file's name without the extension.</summary>
public sealed record MailboxMessage(string Name, OutgoingEmail Email);

/// <summary>Reads back what <see cref="FileMailTransport"/> wrote.</summary>
public sealed class Mailbox(string folder)
{
    private const string Extension = ".eml";

    /// <summary>The newest first.</summary>
    public IReadOnlyList<MailboxMessage> Newest(int take, string? to = null)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return
        [
            .. new DirectoryInfo(folder).EnumerateFiles("*" + Extension)
                .OrderByDescending(file => file.LastWriteTimeUtc)
                .ThenByDescending(file => file.Name, StringComparer.Ordinal)
                .Select(file => Read(file.FullName))
                .OfType<MailboxMessage>()
                .Where(message => string.IsNullOrEmpty(to) || message.Email.To.Contains(to, StringComparison.OrdinalIgnoreCase))
                .Take(take)
                .OrderByDescending(message => message.Email.Date),
        ];
    }

    public MailboxMessage? Find(string name) =>
        name == Path.GetFileName(name) && File.Exists(Path.Combine(folder, name + Extension)) ? Read(Path.Combine(folder, name + Extension)) : null;

    private static MailboxMessage? Read(string path)
    {
        try
        {
            return new(Path.GetFileNameWithoutExtension(path), EmlFormat.Read(File.ReadAllBytes(path)));
        }
        catch (Exception exception) when (exception is IOException or FormatException or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            // Not one of ours, or gone meanwhile.
            return null;
        }
    }
}
