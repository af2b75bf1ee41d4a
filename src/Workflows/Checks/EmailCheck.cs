using System.Globalization;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Checks;

/// <summary>
/// I8: the messages that have arrived are those that were sent. A host that crashed between the receiver's word and our
/// commit sends its message again under the same Message-ID: one extra copy for each crash, and no more.
/// </summary>
internal static class EmailCheck
{
    public static async Task Check(IAsyncEnumerable<EmailSent> emails, CheckOptions options, CheckTally tally)
    {
        if (options.SentEmails is not { } arrived)
        {
            tally.Note("I8", "Not looked at: the receiver of these emails is not our own.");
            return;
        }

        var copies = new Dictionary<Guid, int>();
        foreach (var messageId in arrived.MessageIds())
        {
            tally.Count("I8");
            if (Guid.TryParseExact(messageId.Split('@')[0], "N", out var id))
            {
                copies[id] = copies.GetValueOrDefault(id) + 1;
            }
            else
            {
                tally.Add(Wrong($"The message {messageId} is none of ours: take it out of the mailbox"));
            }
        }

        var extra = copies.Values.Sum(number => (long)number - 1);
        var (onTheWay, oldest) = await Compare(emails, copies, options, tally);

        // Delivery records are removed after a year; what is older than all of them may have been among those.
        foreach (var unknown in copies.Keys.Where(id => Made(id) >= oldest))
        {
            tally.Add(Wrong($"The message {unknown:N} arrived, and no email of that id was ever to be sent"));
        }

        if (extra > (options.Crashes ?? long.MaxValue))
        {
            tally.Add(Wrong(string.Create(CultureInfo.InvariantCulture, $"There are {extra} extra copies after {options.Crashes} crashes")));
        }

        if (extra + onTheWay > 0)
        {
            tally.Note("I8", string.Create(CultureInfo.InvariantCulture, $"{extra} extra copies; {onTheWay} have arrived and are not marked as sent (they are sent again under the same Message-ID)."));
        }
    }

    private static async Task<(long OnTheWay, long Oldest)> Compare(IAsyncEnumerable<EmailSent> emails, Dictionary<Guid, int> copies, CheckOptions options, CheckTally tally)
    {
        var (onTheWay, oldest) = (0L, long.MaxValue);
        await foreach (var email in emails)
        {
            var hasArrived = copies.Remove(email.OutboxId);
            oldest = Math.Min(oldest, Made(email.OutboxId));
            if (email.IsSent && !hasArrived)
            {
                tally.Add(new Violation("I8", email.InstanceId, $"The email {email.OutboxId:N} is marked as sent and has not arrived"));
            }
            else if (!email.IsSent && hasArrived)
            {
                onTheWay++;
                if (options.Crashes is not null)
                {
                    tally.Add(new Violation("I8", email.InstanceId, $"The email {email.OutboxId:N} has arrived and is not marked as sent"));
                }
            }
        }

        return (onTheWay, oldest);
    }

    private static Violation Wrong(string what) => new("I8", null, what);

    /// <summary>The instant in a version 7 id, in unix milliseconds.</summary>
    private static long Made(Guid id) => long.Parse(id.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
