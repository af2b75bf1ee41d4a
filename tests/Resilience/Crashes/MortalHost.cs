using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Resilience.Crashes;

/// <summary>What a host was doing when it died.</summary>
internal enum Doing
{
    Writing,
    SendingMail,
}

/// <summary>The moment of a death: in the n-th write or message, before or after the outside world had it.</summary>
internal sealed record CrashPoint(Doing Doing, int Number, bool After);

internal sealed class HostDiedException() : Exception("The host is dead.");

/// <summary>A host that dies at one point and from then on does nothing more: no write, no message.</summary>
internal sealed class MortalHost(CrashPoint? end = null)
{
    public bool IsDead { get; private set; }

    public int Writes { get; private set; }

    public int Messages { get; private set; }

    /// <summary>Whether it dies in the write that begins: null for no, else before or after the commit.</summary>
    public CrashPoint? BeginWrite() => Begin(Doing.Writing, ++Writes);

    public CrashPoint? BeginMessage() => Begin(Doing.SendingMail, ++Messages);

    public HostDiedException Die()
    {
        IsDead = true;
        return new HostDiedException();
    }

    public void MustBeAlive()
    {
        if (IsDead)
        {
            throw new HostDiedException();
        }
    }

    private CrashPoint? Begin(Doing doing, int number) => end is { } point && point.Doing == doing && point.Number == number ? point : null;
}

/// <summary>The gate of a mortal host: it dies with the item's statements run and not committed, or committed and not answered.</summary>
internal sealed class MortalGate(IWriteGate gate, MortalHost host) : IWriteGate
{
    public async Task<T> Run<T>(Func<WriteScope, T> work, CancellationToken cancellationToken = default)
    {
        host.MustBeAlive();
        if (host.BeginWrite() is not { } end)
        {
            return await gate.Run(work, cancellationToken);
        }

        await gate.Run(
            scope =>
            {
                var result = work(scope);
                return end.After ? result : throw host.Die();
            },
            cancellationToken);
        throw host.Die();
    }
}

/// <summary>The mail server, which outlives its senders, as a mortal host reaches it.</summary>
internal sealed class MortalTransport(List<string> taken, MortalHost host) : IMailTransport
{
    public Task<MailOutcome> Send(OutgoingEmail email, CancellationToken cancellationToken)
    {
        host.MustBeAlive();
        var end = host.BeginMessage();
        if (end is { After: false })
        {
            throw host.Die();
        }

        taken.Add(email.MessageId);
        return end is null ? Task.FromResult<MailOutcome>(new MailAccepted()) : throw host.Die();
    }
}
