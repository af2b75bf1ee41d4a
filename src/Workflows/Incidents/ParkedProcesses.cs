using CaseFlow.Cases.Calendars;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Workflows.Incidents;

/// <summary>Processes that ended their host, or failed within it, again and again, and run nothing until somebody lets them.</summary>
public sealed class ParkedProcesses(IIncidentStore incidents, RoleDirectory directory, IncidentAudit audit, WorkBell bell, TimeProvider clock)
{
    public Task<IReadOnlyList<ParkedInstance>> Page(ParkedQuery query, CancellationToken cancellationToken = default) => incidents.Parked(query, cancellationToken);

    /// <summary>When and by whom an instance was last let run again, in words; null where it never was.</summary>
    public async Task<string?> LastRelease(string instanceId, CancellationToken cancellationToken = default) =>
        (await incidents.Releases(instanceId, cancellationToken)) is [var last, ..]
            ? $"{(last.ByPersonId is { } by ? directory.NameOf(by) : null) ?? "Somebody"} let it run again at {EnglishDates.Moment(last.At)}."
            : null;

    /// <summary>Lets a parked process run again; it is parked anew if it goes on ending its host. False where it is not parked.</summary>
    public async Task<bool> Release(string instanceId, Guid byPersonId, CancellationToken cancellationToken = default)
    {
        var released = await incidents.Unpark(new ParkedRelease(instanceId, clock.GetUtcNow(), byPersonId) { Actor = audit.Actor(byPersonId) }, cancellationToken);
        if (released)
        {
            bell.Ring(Work.Inbox | Work.Timers);
        }

        return released;
    }
}
