namespace CaseFlow.Workflows.Emails;

/// <summary>
/// The way out for email. The one place to change for another mail library or a delivery service. Called outside the
/// write gate, one message at a time.
/// </summary>
public interface IMailTransport
{
    /// <summary>Hands over one message. Never throws for a delivery failure: the outcome says whether to try again.</summary>
    Task<MailOutcome> Send(OutgoingEmail email, CancellationToken cancellationToken);
}

/// <summary>A message ready to go.</summary>
/// <param name="MessageId">Stable over every attempt, without the angle brackets.</param>
public sealed record OutgoingEmail(string MessageId, string To, string Subject, string Text, string Html, DateTimeOffset Date);

/// <summary>What came of one attempt. Reasons are for staff: they hold no address and nothing of the message.</summary>
public abstract record MailOutcome;

/// <summary>The server took it.</summary>
public sealed record MailAccepted : MailOutcome;

/// <summary>Not now: this message is to be tried again later.</summary>
public sealed record MailDeferred(string Reason) : MailOutcome;

/// <summary>The server itself cannot be used now (refused, silent, or wants other credentials): no message would go.</summary>
public sealed record MailServerUnavailable(string Reason) : MailOutcome;

/// <summary>Never: the address or the message was refused for good.</summary>
/// <param name="ForRecipient">True where the address does not work, whatever the message says: staff are asked to correct it.</param>
public sealed record MailRefused(string Reason, bool ForRecipient = false) : MailOutcome;
