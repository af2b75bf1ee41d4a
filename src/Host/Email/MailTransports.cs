using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Email;

/// <summary>Makes the transport that the configuration asks for.</summary>
public static class MailTransports
{
    /// <param name="defaultFolder">Where files go when the configuration names no folder.</param>
    public static IMailTransport Create(MailOptions options, string defaultFolder)
    {
        if (!options.IsSmtp)
        {
            return new FileMailTransport(Folder(options, defaultFolder), options.From);
        }

        if (options.Smtp.TrustedCertificate.Length > 0)
        {
            SmtpCertificates.Trust(options.Smtp.TrustedCertificate);
        }

        return new SmtpMailTransport(options.Smtp, options.From);
    }

    public static string Folder(MailOptions options, string defaultFolder) => options.Folder.Length > 0 ? options.Folder : defaultFolder;
}
