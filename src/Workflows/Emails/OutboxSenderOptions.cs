namespace CaseFlow.Workflows.Emails;

/// <summary>How the outbox is sent.</summary>
public sealed record OutboxSenderOptions
{
    /// <summary>This process among those that share the database.</summary>
    public required string Host { get; init; }

    /// <summary>The start of every link.</summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>The right-hand side of every Message-ID. Changing it changes the ids of messages not sent yet.</summary>
    public required string MessageIdDomain { get; init; }

    /// <summary>The most messages in any minute; 0 for no limit.</summary>
    public int PerMinute { get; init; }

    /// <summary>Rows claimed at once.</summary>
    public int Page { get; init; } = 20;

    /// <summary>How long a claim keeps others away: longer than a page can take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one message can take at most: no message is begun that could outlast its claim.</summary>
    public TimeSpan LongestSend { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>What one round came to.</summary>
/// <param name="Next">When there is something to do again; null while the outbox is empty.</param>
public sealed record SendingRound(int Sent, int Deferred, int Failed, DateTimeOffset? Next);
