using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Email;

/// <summary>
/// Sends through a mail server. Each message has a connection and a time limit of its own; what the server said decides
/// whether it is tried again.
/// </summary>
public sealed class SmtpMailTransport(SmtpOptions options, string from) : IMailTransport
{
    public async Task<MailOutcome> Send(OutgoingEmail email, CancellationToken cancellationToken)
    {
        // The parser takes "one@x, two@y" for a display name and an address: only a bare address will do.
        if (!MailAddress.TryCreate(email.To, out var recipient) || recipient.Address != email.To)
        {
            return new MailRefused("The address is not a valid email address.", ForRecipient: true);
        }

        using var message = Message(email, recipient);
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.StartTls, UseDefaultCredentials = false };
        if (options.UserName.Length > 0)
        {
            client.Credentials = new NetworkCredential(options.UserName, options.Password);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            await client.SendMailAsync(message, limit.Token);
            return new MailAccepted();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MailServerUnavailable($"The mail server did not answer within {options.TimeoutSeconds} seconds.");
        }
        catch (SmtpException exception)
        {
            return SmtpReply.Outcome(exception);
        }
    }

    private MailMessage Message(OutgoingEmail email, MailAddress recipient)
    {
        var message = new MailMessage(new MailAddress(from, "CaseFlow"), recipient)
        {
            Subject = EmlFormat.Header(email.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = email.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", $"<{EmlFormat.Header(email.MessageId)}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var html = AlternateView.CreateAlternateViewFromString(email.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.QuotedPrintable;
        message.AlternateViews.Add(html);
        return message;
    }
}
