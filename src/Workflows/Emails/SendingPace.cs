namespace CaseFlow.Workflows.Emails;

/// <summary>Keeps to so many messages in any minute. Used by one round at a time.</summary>
internal sealed class SendingPace(int perMinute)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _recent = new();

    /// <summary>How many may go now.</summary>
    public int Room(DateTimeOffset now)
    {
        if (perMinute == 0)
        {
            return int.MaxValue;
        }

        while (_recent.TryPeek(out var oldest) && oldest <= now - Window)
        {
            _recent.Dequeue();
        }

        return Math.Max(0, perMinute - _recent.Count);
    }

    public void Sent(DateTimeOffset now)
    {
        if (perMinute > 0)
        {
            _recent.Enqueue(now);
        }
    }

    /// <summary>When there is room again.</summary>
    public DateTimeOffset NextRoom(DateTimeOffset now) => Room(now) > 0 ? now : _recent.Peek() + Window;
}
