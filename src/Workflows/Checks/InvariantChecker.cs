using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Checks;

/// <summary>
/// Checks everything the runtime promises against what the database holds. Nothing is changed. Run it while nothing
/// else runs: bursts committed between two reads would look like faults.
/// </summary>
public sealed class InvariantChecker(IIntegrityStore integrity, IInstanceStore instances, PublishedVersions versions)
{
    /// <summary>What is wrong, in order of instance; empty when all is well.</summary>
    public async Task<IReadOnlyList<Violation>> Check(CancellationToken cancellationToken = default)
    {
        var violations = new List<Violation>(await integrity.CheckTables(cancellationToken));
        await foreach (var audit in integrity.Instances(cancellationToken))
        {
            violations.AddRange(await CheckInstance(audit, cancellationToken));
        }

        return violations;
    }

    private async Task<IEnumerable<Violation>> CheckInstance(InstanceAudit audit, CancellationToken cancellationToken)
    {
        var stored = audit.Instance;
        InstanceState state;
        try
        {
            state = InstanceState.FromBytes(stored.State);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or ArgumentException or IndexOutOfRangeException)
        {
            return [new("I2", stored.InstanceId, $"The state cannot be read: {exception.Message}")];
        }

        var version = await versions.Find(stored.VersionId);
        return version is null
            ? [new("I10", stored.InstanceId, $"Version {stored.VersionId} does not exist.")]
            : [.. Pending(audit, state), .. Rows(audit, state), .. await Timers(stored.InstanceId, state, cancellationToken), .. await Replay(version.Compiled, stored, cancellationToken)];
    }

    /// <summary>I1: whoever runs can be woken.</summary>
    private static IEnumerable<Violation> Pending(InstanceAudit audit, InstanceState state)
    {
        var id = audit.Instance.InstanceId;
        var pending = audit.OpenWaits + audit.OpenTasks + audit.Timers + audit.OpenIncidents + audit.Coming;
        if (state.Status == WorkflowStatus.Running && pending == 0)
        {
            yield return new("I1", id, "It runs, but nothing is left that could wake it.");
        }

        if (audit.Status != (int)state.Status)
        {
            yield return new("I2", id, "The row's status is not the state's.");
        }
    }

    /// <summary>I4: the rows are those the state speaks of, each once.</summary>
    private static IEnumerable<Violation> Rows(InstanceAudit audit, InstanceState state)
    {
        if (audit.OpenWaits != state.Waits.Length)
        {
            yield return new("I4", audit.Instance.InstanceId, $"The state holds {state.Waits.Length} waits and the table {audit.OpenWaits}.");
        }

        if (audit.OpenIncidents != state.Incidents.Length)
        {
            yield return new("I4", audit.Instance.InstanceId, $"The state holds {state.Incidents.Length} incidents and the table {audit.OpenIncidents}.");
        }

        if (audit.OpenTasks != state.Waits.Count(wait => wait.Kind == Activities.People.AskPerson.WaitKind))
        {
            yield return new("I4", audit.Instance.InstanceId, "The open tasks are not those the state waits for.");
        }
    }

    /// <summary>I4: the timers are the state's, each due when the state says.</summary>
    private async Task<IEnumerable<Violation>> Timers(string id, InstanceState state, CancellationToken cancellationToken)
    {
        var rows = (await instances.PendingTimers(id, cancellationToken)).Select(timer => (timer.TimerId, timer.Due)).ToHashSet();
        return rows.SetEquals(state.Timers.Select(timer => (timer.TimerId, timer.Due))) ? []
            : [new("I4", id, $"The state holds {state.Timers.Length} timers and the table {rows.Count}, or they are due at other times.")];
    }

    /// <summary>I2: the journal, replayed, gives the state byte for byte. I6: no timer fired early or twice. One with a gap is reported by the tables' check (I3).</summary>
    private async Task<IEnumerable<Violation>> Replay(CompiledDefinition definition, StoredInstance stored, CancellationToken cancellationToken)
    {
        var id = stored.InstanceId;
        var journal = await instances.Journal(id, cancellationToken);
        if (journal.Count != stored.Revision || journal.Where((row, index) => row.Seq != index + 1).Any())
        {
            return [];
        }

        var violations = new List<Violation>();
        var state = InstanceState.New(id, stored.VersionId);
        foreach (var row in journal)
        {
            var entry = BurstJournal.FromBytes(row.Entry);
            foreach (var stimulus in entry.Stimuli)
            {
                if (stimulus is TimerDue fired && state.Timers.FirstOrDefault(timer => timer.TimerId == fired.TimerId) is var timer && !(timer?.Due <= entry.At))
                {
                    violations.Add(new("I6", id, timer is null ? $"The timer {fired.TimerId} fired although it was not running." : $"The timer {fired.TimerId} fired before it was due."));
                }

                state = WorkflowEngine.Run(definition, state, stimulus, entry.At).State;
            }
        }

        if (!state.ToBytes().AsSpan().SequenceEqual(stored.State))
        {
            violations.Add(new("I2", id, "The journal, replayed, gives another state."));
        }

        return violations;
    }
}
