using System.Collections.Immutable;
using CaseFlow.Activities.People;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Checks;

/// <summary>What must be true of one instance: its rows, its state and its journal tell the same story.</summary>
public sealed class InstanceCheck(IIntegrityStore integrity, IInstanceStore instances, PublishedVersions versions)
{
    internal async Task Check(InstanceAudit audit, CheckTally tally, CancellationToken cancellationToken)
    {
        tally.Count("I1");
        var stored = audit.Instance;
        InstanceState state;
        try
        {
            state = InstanceState.FromBytes(stored.State);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or ArgumentException or IndexOutOfRangeException)
        {
            tally.Add(new Violation("I2", stored.InstanceId, $"The state cannot be read: {exception.Message}"));
            return;
        }

        if (await Version(stored, tally) is not { } version)
        {
            return;
        }

        tally.Add(Pending(audit, state));
        tally.Add(Rows(audit, state));
        tally.Add(await Timers(stored.InstanceId, state, cancellationToken));
        await Replay(version.Compiled, stored, tally, cancellationToken);
    }

    /// <summary>I10: its version is there and can be read.</summary>
    private async Task<PublishedVersion?> Version(StoredInstance stored, CheckTally tally)
    {
        try
        {
            if (await versions.Find(stored.VersionId) is { } version)
            {
                return version;
            }

            tally.Add(new Violation("I10", stored.InstanceId, $"Version {stored.VersionId} does not exist."));
        }
        catch (InvalidDataException exception)
        {
            tally.Add(new Violation("I10", stored.InstanceId, exception.Message));
        }

        return null;
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

        if (audit.OpenTasks != state.Waits.Count(wait => wait.Kind == AskPerson.WaitKind))
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

    /// <summary>
    /// I2: the journal, replayed, gives the state byte for byte. I4: each execution in it opens and closes once, each join
    /// goes on once for its branches. I5: the tasks it completes are those completed in the table. I6: no timer fired early
    /// or twice. A journal with a gap is reported by the tables' check (I3).
    /// </summary>
    private async Task Replay(CompiledDefinition definition, StoredInstance stored, CheckTally tally, CancellationToken cancellationToken)
    {
        var id = stored.InstanceId;
        var journal = await instances.Journal(id, cancellationToken);
        if (journal.Count != stored.Revision || journal.Where((row, index) => row.Seq != index + 1).Any())
        {
            return;
        }

        var completed = new HashSet<CompletedWait>();
        var ledger = new TokenLedger(definition);
        var state = InstanceState.New(id, stored.VersionId);
        foreach (var row in journal)
        {
            tally.Count("I2");
            BurstJournal entry;
            try
            {
                entry = BurstJournal.FromBytes(row.Entry);
            }
            catch (InvalidDataException)
            {
                tally.Add(new Violation("I2", id, $"Row {row.Seq} of the journal cannot be read."));
                return;
            }

            tally.Add(ledger.Add(entry.Trace).Select(problem => new Violation("I4", id, problem)));
            try
            {
                state = Replay(definition, state, entry, row.Seq, completed, tally);
            }
            catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
            {
                tally.Add(new Violation("I2", id, $"Row {row.Seq} of the journal cannot be replayed: {exception.Message}"));
                return;
            }
        }

        tally.Count("I4", ledger.Opened);
        tally.Add(ledger.Close(state).Select(problem => new Violation("I4", id, problem)));
        if (!state.ToBytes().AsSpan().SequenceEqual(stored.State))
        {
            tally.Add(new Violation("I2", id, "The journal, replayed, gives another state."));
        }

        if (!completed.SetEquals(await integrity.CompletedWaits(id, cancellationToken)))
        {
            tally.Add(new Violation("I5", id, "The tasks completed in the table are not those the journal completes, by the same people and with the same outcomes."));
        }
    }

    private static InstanceState Replay(CompiledDefinition definition, InstanceState state, BurstJournal entry, long seq, HashSet<CompletedWait> completed, CheckTally tally)
    {
        var id = state.InstanceId;
        var trace = ImmutableArray.CreateBuilder<TraceEntry>();
        foreach (var stimulus in entry.Stimuli)
        {
            Look(state, stimulus, entry.At, completed, tally);
            var result = WorkflowEngine.Run(definition, state, stimulus, entry.At);
            if (result.Journal.IsEmpty)
            {
                tally.Add(new Violation("I4", id, $"Row {seq} of the journal holds something that meant nothing to the state by then: it was consumed before."));
            }

            trace.AddRange(result.Journal.Trace);
            state = result.State;
        }

        if (!trace.SequenceEqual(entry.Trace))
        {
            tally.Add(new Violation("I2", id, $"Row {seq} of the journal, replayed, takes other steps than it says."));
        }

        return state;
    }

    private static void Look(InstanceState state, Stimulus stimulus, DateTimeOffset at, HashSet<CompletedWait> completed, CheckTally tally)
    {
        switch (stimulus)
        {
            case TimerDue fired:
                tally.Count("I6");
                var timer = state.Timers.FirstOrDefault(timer => timer.TimerId == fired.TimerId);
                if (!(timer?.Due <= at))
                {
                    tally.Add(new Violation("I6", state.InstanceId, timer is null ? $"The timer {fired.TimerId} fired although it was not running." : $"The timer {fired.TimerId} fired before it was due."));
                }

                break;
            case ResumeWait resume when state.Waits.Any(wait => wait.WaitId == resume.WaitId && wait.Kind == AskPerson.WaitKind):
                completed.Add(new(resume.WaitId, Guid.TryParse(ValueConversion.ToText(resume.Payload["byPersonId"]), out var person) ? person : null, resume.Payload["outcome"].AsText));
                break;
        }
    }
}
