using System.Globalization;
using System.Net.Mail;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Email;

/// <summary>What a mail server's answer means for the message. The server's own words are left out: they may repeat the address.</summary>
internal static class SmtpReply
{
    public static MailOutcome Outcome(SmtpException exception)
    {
        var code = (int)exception.StatusCode;

        // Refused when it was named, before the message itself was looked at.
        var recipient = exception is SmtpFailedRecipientException;
        return code switch
        {
            // Credentials and encryption: every message would meet the same answer until somebody corrects the settings.
            530 or 534 or 535 or 538 => new MailServerUnavailable(Reason(code, "the server wants other credentials or encryption: check Mail:Smtp")),
            // Commands the server does not speak: the settings name something that is not a mail server.
            >= 500 and <= 504 => new MailServerUnavailable(Reason(code, "the server does not take the commands it is sent: check Mail:Smtp")),
            421 or 454 => new MailServerUnavailable(Reason(code, "the server is not available now")),
            550 or 551 or 553 => new MailRefused(Reason(code, "the address was refused: check it with the person"), recipient),
            552 => new MailRefused(Reason(code, "the mailbox is full"), recipient),
            >= 505 and < 600 => new MailRefused(Reason(code, recipient ? "the recipient was refused" : "the message was refused"), recipient),
            >= 400 and < 500 => new MailDeferred(Reason(code, "the server asked to try again later")),
            // No reply at all: refused, dropped, or a certificate that is not trusted.
            _ => new MailServerUnavailable(exception.InnerException is System.Security.Authentication.AuthenticationException
                ? "The mail server's certificate is not trusted. Correct it, or name it in Mail:Smtp:TrustedCertificate."
                : "The connection to the mail server failed."),
        };
    }

    private static string Reason(int code, string words) => string.Create(CultureInfo.InvariantCulture, $"SMTP {code}: {words}.");
}
