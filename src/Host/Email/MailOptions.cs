using System.Net.Mail;

namespace CaseFlow.Host.Email;

/// <summary>The "Mail" section of the configuration.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>"Files" (messages are written to a folder) or "Smtp".</summary>
    public string Transport { get; set; } = "Files";

    /// <summary>Who messages come from.</summary>
    public string From { get; set; } = "no-reply@caseflow.example";

    /// <summary>Where people reach this service, such as https://caseflow.example/; empty for the address it listens on.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>The most messages that one host sends in any minute, so that 5,000 that have waited are gone in nine minutes; 0 for no limit.</summary>
    public int PerMinute { get; set; } = 600;

    /// <summary>Where "Files" writes; empty for "mail" in the data folder.</summary>
    public string Folder { get; set; } = "";

    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>What is wrong with the settings and what to do; empty where nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (!MailAddress.TryCreate(From, out _))
        {
            yield return $"Mail:From is \"{From}\", which is no email address. Set it to the address that messages come from.";
        }

        if (PublicAddress.Length > 0 && (!Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
        {
            yield return $"Mail:PublicAddress is \"{PublicAddress}\". Set it to the address people open this service at, such as https://caseflow.example/.";
        }

        if (PerMinute < 0)
        {
            yield return "Mail:PerMinute is below 0. Set it to the most messages a minute, or to 0 for no limit.";
        }

        if (IsSmtp && Smtp.Host.Length == 0)
        {
            yield return "Mail:Transport is Smtp but Mail:Smtp:Host is empty. Set it to the mail server's name, or set Mail:Transport to Files.";
        }
        else if (IsSmtp && Smtp.UserName.Length > 0 && !Smtp.StartTls)
        {
            yield return "Mail:Smtp has a user name but Mail:Smtp:StartTls is false, which would send the password in the clear. Set StartTls to true.";
        }
        else if (!IsSmtp && !string.Equals(Transport, "Files", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"Mail:Transport is \"{Transport}\". Set it to Files or Smtp.";
        }

        if (Smtp.TrustedCertificate.Length > 0 && !File.Exists(Smtp.TrustedCertificate))
        {
            yield return $"Mail:Smtp:TrustedCertificate names {Smtp.TrustedCertificate}, which is not there. Give the path of the server's certificate (PEM), or leave it empty.";
        }
    }

    public bool IsSmtp => string.Equals(Transport, "Smtp", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The "Mail:Smtp" section.</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public bool StartTls { get; set; } = true;

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Seconds for one message, connection included.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Path of one certificate (PEM) to accept besides those the machine trusts: a relay with a certificate of its own.</summary>
    public string TrustedCertificate { get; set; } = "";
}
