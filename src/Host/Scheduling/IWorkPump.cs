using CaseFlow.Workflows.Waking;

namespace CaseFlow.Host.Scheduling;

/// <summary>One kind of work that waits in rows of the database: due timers, the inbox, the outbox.</summary>
public interface IWorkPump
{
    Work Kind { get; }

    /// <summary>Does everything that is due now and says how much that was. Safe to run on several hosts.</summary>
    Task<int> RunDue(CancellationToken cancellationToken);

    /// <summary>When there will be something to do; null while nothing waits.</summary>
    Task<DateTimeOffset?> NextDue(CancellationToken cancellationToken);
}
