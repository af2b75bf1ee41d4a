using CaseFlow.Workflows.Emails;

namespace CaseFlow.Resilience.Worker.Referrals;

/// <summary>The product's own file transport, with a line in a log for each message it took: a file alone would hide a second copy.</summary>
internal sealed class CountingTransport(IMailTransport inner, string log) : IMailTransport, ISentEmails
{
    public IEnumerable<string> MessageIds() => File.Exists(log) ? File.ReadLines(log) : [];

    public async Task<MailOutcome> Send(OutgoingEmail email, CancellationToken cancellationToken)
    {
        var outcome = await inner.Send(email, cancellationToken);
        if (outcome is MailAccepted)
        {
            await File.AppendAllTextAsync(log, email.MessageId + "\n", cancellationToken);
        }

        return outcome;
    }
}
