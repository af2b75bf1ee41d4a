namespace CaseFlow.Resilience.Worker.Referrals;

/// <summary>
/// Days in seconds, so that reminders come due while the worker is being killed. Derived from the machine's clock and
/// the instant of the first start, so that it goes on where it was after a kill.
/// </summary>
internal sealed class FastClock(DateTimeOffset firstStart, DateTimeOffset origin, double speed) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => origin + ((System.GetUtcNow() - firstStart) * speed);
}
