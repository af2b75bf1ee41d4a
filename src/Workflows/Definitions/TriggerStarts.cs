using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Definitions;

/// <summary>
/// Starts instances from triggers of published versions. A trigger's timer row is deleted by the burst that starts the
/// instance, which also writes the next one: a recurring trigger misses nothing and, after time down, starts once.
/// </summary>
public sealed class TriggerStarts(IDefinitionStore definitions, EventTriggers events, ITimerStore timers, IInstanceStore instances, WorkflowRunner runner, TimeProvider clock)
{
    /// <summary>
    /// Makes sure the timers of a definition's current version are there. Intervals count from its publication, so that
    /// hosts that do this at the same time write the same row.
    /// </summary>
    public async Task Arm(string definitionId, CancellationToken cancellationToken = default)
    {
        if (await definitions.Published(definitionId, cancellationToken) is not { } version)
        {
            return;
        }

        var armed = await instances.PendingTimers(definitionId, cancellationToken);
        var rows = First(version).Where(row => !armed.Any(timer => timer.Name == row.Name && timer.ActivityId == row.ActivityId)).ToList();
        if (rows.Count > 0)
        {
            await timers.Add(rows, cancellationToken);
        }
    }

    /// <summary>The timers of a version's triggers, as they are when it is published.</summary>
    public ImmutableArray<TimerRow> First(DefinitionVersionRow version) =>
        [.. Trigger.Of(version).Select(trigger => Next(version, trigger, trigger.IsInterval ? version.PublishedAt : clock.GetUtcNow())).OfType<TimerRow>()];

    /// <summary>Starts the instance a due trigger asks for, and writes the trigger's next timer in the same transaction.</summary>
    public async Task<RunResult> Fire(TimerRow timer, TimerGuard guard, CancellationToken cancellationToken = default)
    {
        var version = await definitions.Published(timer.OwnerId, cancellationToken);
        var trigger = version is null || version.VersionId != timer.Name ? null : Trigger.Of(version).FirstOrDefault(one => one.ActivityId == timer.ActivityId);
        if (version is null || trigger is null)
        {
            // A newer version has triggers of its own.
            await runner.Discard(guard, cancellationToken);
            return new NotApplicable();
        }

        ImmutableArray<TimerRow> next = Next(version, trigger, clock.GetUtcNow()) is { } row ? [row] : [];
        var result = await runner.Start(
            new StartOptions { DefinitionId = timer.OwnerId, VersionId = version.VersionId, TriggerActivityId = trigger.ActivityId, Guard = guard, Timers = next },
            cancellationToken);
        if (result is AlreadyRunning)
        {
            // Only one may run: this turn is passed over, and the next one takes its place.
            await instances.Discard(guard, next, cancellationToken);
        }

        return result;
    }

    /// <summary>The starts an event causes, one for each current version that is triggered by it.</summary>
    public async Task<IReadOnlyList<InboxRow>> ByEvent(InboxRow published, Value payload, CancellationToken cancellationToken = default)
    {
        var rows = new List<InboxRow>();
        foreach (var (version, trigger) in await events.StartedBy(published.Name!, cancellationToken))
        {
            rows.Add(published with
            {
                InboxId = Guid.CreateVersion7(clock.GetUtcNow()),
                Kind = InboxKind.Start,
                TargetInstanceId = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                DefinitionId = version.DefinitionId,
                VersionId = version.PublishedVersionId,
                Name = null,
                Payload = StimulusBytes.Of(new Start(Input(published, payload), published.CorrelationId, trigger.ActivityId)),
            });
        }

        return rows;
    }

    private static Value Input(InboxRow published, Value payload) =>
        (payload.Kind == ValueKind.Map ? payload : Value.EmptyMap).With("Payload", payload).With("caseId", published.CaseId?.ToString("D"));

    // The row's name is the version: timers of an older version are known by it.
    private static TimerRow? Next(DefinitionVersionRow version, Trigger trigger, DateTimeOffset after) =>
        trigger.NextAfter(after) is { } due
            ? new TimerRow(version.DefinitionId, string.Create(CultureInfo.InvariantCulture, $"{version.Version}:{trigger.ActivityId}:{due.ToUnixTimeMilliseconds()}"), TimerKind.Trigger, trigger.ActivityId, version.VersionId, due, null)
            : null;
}
