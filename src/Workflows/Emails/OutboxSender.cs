using System.Text.Json;
using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.Logging;

namespace CaseFlow.Workflows.Emails;

/// <summary>
/// Sends what bursts left in the outbox. A message is marked sent in a commit of its own straight after the server took
/// it, and the next is not begun before: a crash in between costs one extra copy of that one message, under the same
/// Message-ID. The network is never touched inside the write gate.
/// </summary>
public sealed partial class OutboxSender(
    IOutboxStore store, EmailTemplateFinder templates, IMailTransport transport, BouncedEmails bounced, WorkBell bell, OutboxSenderOptions options, TimeProvider clock, ILogger<OutboxSender> log) : IDisposable
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneRound = new(1);
    private readonly SendingPace _pace = new(options.PerMinute);
    private readonly HashSet<Guid> _takenButNotMarked = [];
    private DateTimeOffset _holdUntil = DateTimeOffset.MinValue;
    private int _serverFailures;
    private bool _claimsAreKnown;

    /// <summary>The Message-ID of a row, the same at every attempt.</summary>
    public string MessageId(Guid outboxId) => $"{outboxId:N}@{options.MessageIdDomain}";

    /// <summary>Sends everything whose turn it is, as far as the server and the pace allow.</summary>
    public async Task<SendingRound> SendDue(CancellationToken cancellationToken)
    {
        await _oneRound.WaitAsync(cancellationToken);
        try
        {
            await MarkTaken();
            if (!_claimsAreKnown)
            {
                // What this host held when it last stopped or could not write; nobody else would take it before its lease ends.
                await store.ReleaseHost(options.Host, cancellationToken);
                _claimsAreKnown = true;
            }

            var round = new SendingRound(0, 0, 0, null);
            while (!cancellationToken.IsCancellationRequested)
            {
                var now = clock.GetUtcNow();
                var room = _holdUntil > now ? 0 : Math.Min(options.Page, _pace.Room(now));
                var page = room == 0 ? [] : await store.Claim(now, room, options.Host, options.Lease, cancellationToken);
                if (page.Count == 0)
                {
                    break;
                }

                round = await SendPage(page, now + options.Lease - options.LongestSend, round, cancellationToken);
            }

            return round with { Next = await NextTurn(CancellationToken.None) };
        }
        catch (StorageException)
        {
            _claimsAreKnown = false;
            throw;
        }
        finally
        {
            _oneRound.Release();
        }
    }

    public void Dispose() => _oneRound.Dispose();

    private async Task<SendingRound> SendPage(IReadOnlyList<ClaimedEmail> page, DateTimeOffset claimEnds, SendingRound round, CancellationToken cancellationToken)
    {
        var begun = 0;
        try
        {
            foreach (var email in page)
            {
                if (cancellationToken.IsCancellationRequested || _holdUntil > clock.GetUtcNow() || clock.GetUtcNow() >= claimEnds)
                {
                    break;
                }

                begun++;
                round = await SendOne(email, round, cancellationToken);
            }
        }
        finally
        {
            if (begun < page.Count)
            {
                await store.Release([.. page.Skip(begun).Select(email => email.Row.OutboxId)], options.Host, CancellationToken.None);
            }
        }

        return round;
    }

    private async Task<SendingRound> SendOne(ClaimedEmail email, SendingRound round, CancellationToken cancellationToken)
    {
        var row = email.Row;
        if (await Render(row, cancellationToken) is not { } rendered)
        {
            await Fail(email, "The template or its values could not be read. Ask whoever looks after this service to publish the process again.");
            return round with { Failed = round.Failed + 1 };
        }

        // Once handed to the server a message is followed to its end: stopping in the middle would leave it unknown.
        var outcome = await HandOver(new(MessageId(row.OutboxId), row.Address, rendered.Subject, rendered.Text, rendered.Html, clock.GetUtcNow()));
        switch (outcome)
        {
            case MailAccepted:
                await Accepted(row.OutboxId);
                return round with { Sent = round.Sent + 1 };
            case MailRefused refused:
                await Fail(email, refused.Reason, refused.ForRecipient ? await bounced.Event(row, refused.Reason, CancellationToken.None) : null);
                return round with { Failed = round.Failed + 1 };
            case MailServerUnavailable unavailable:
                _serverFailures++;
                _holdUntil = clock.GetUtcNow() + Min(RetryLadder.After(_serverFailures) ?? LongestHold, LongestHold);
                LogServer(unavailable.Reason, _holdUntil);
                return await Defer(email, unavailable.Reason, forServer: true) ? round with { Deferred = round.Deferred + 1 } : round with { Failed = round.Failed + 1 };
            case MailDeferred deferred:
                return await Defer(email, deferred.Reason, forServer: false) ? round with { Deferred = round.Deferred + 1 } : round with { Failed = round.Failed + 1 };
            default:
                throw new InvalidOperationException($"The mail transport gave an outcome that is not known: {outcome.GetType().Name}.");
        }
    }

    private async Task<MailOutcome> HandOver(OutgoingEmail email)
    {
        try
        {
            return await transport.Send(email, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // A transport must not throw. Should one, its message climbs the ladder and the others go on.
            LogTransport(exception.GetType().Name);
            return new MailDeferred($"The message could not be handed over ({exception.GetType().Name}).");
        }
    }

    private async Task Accepted(Guid outboxId)
    {
        _pace.Sent(clock.GetUtcNow());
        _takenButNotMarked.Add(outboxId);
        await MarkTaken();
        if (_serverFailures > 0)
        {
            _serverFailures = 0;
            await store.BringForward(clock.GetUtcNow());
        }
    }

    /// <summary>A mark that could not be written (a full disk) is written before anything else is sent, so that nothing goes twice.</summary>
    private async Task MarkTaken()
    {
        foreach (var outboxId in _takenButNotMarked.ToList())
        {
            if (!await store.MarkSent(outboxId, options.Host, clock.GetUtcNow(), CancellationToken.None))
            {
                LogNotHeld(outboxId);
            }

            _takenButNotMarked.Remove(outboxId);
        }
    }

    private async Task<bool> Defer(ClaimedEmail email, string reason, bool forServer)
    {
        if (RetryLadder.After(email.Attempts + 1) is not { } wait)
        {
            await Fail(email, $"{reason} It was tried {email.Attempts + 1} times over three days.");
            return false;
        }

        await store.Defer(email.Row.OutboxId, options.Host, clock.GetUtcNow() + wait, reason, forServer, CancellationToken.None);
        return true;
    }

    private async Task Fail(ClaimedEmail email, string reason, InboxRow? tell = null)
    {
        LogFailed(email.Row.OutboxId, email.Row.Template, reason);
        if (await store.Fail(email, options.Host, clock.GetUtcNow(), reason, tell, CancellationToken.None) && tell is not null)
        {
            bell.Ring(Work.Inbox);
        }
    }

    private async Task<RenderedEmail?> Render(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            var template = await templates.Find(row.Template, row.TemplateHash, cancellationToken);
            return template?.Render(EmailData.FromJson(row.DataJson), options.PublicAddress);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<DateTimeOffset?> NextTurn(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await store.NextTurn(cancellationToken) is { } turn ? Max(Max(turn, _holdUntil), _pace.NextRoom(now)) : null;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static DateTimeOffset Max(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Emails wait: {Reason} The next attempt is at {Until:u}.")]
    private partial void LogServer(string reason, DateTimeOffset until);

    [LoggerMessage(Level = LogLevel.Error, Message = "Email {OutboxId} ({Template}) was not sent and will not be tried again: {Reason}")]
    private partial void LogFailed(Guid outboxId, string template, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail transport failed unexpectedly: {Exception}.")]
    private partial void LogTransport(string exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Email {OutboxId} went out after its claim had passed to another host: it may arrive twice.")]
    private partial void LogNotHeld(Guid outboxId);
}
