namespace CaseFlow.Engine.Execution;

internal sealed partial class Burst
{
    /// <summary>An activity faulted: only its branch stops, until the incident is resolved.</summary>
    private void OpenIncident(ActivityExecution execution, string cause, string message, bool retries)
    {
        if (execution.Ended)
        {
            return;
        }

        CloseOpen(execution);
        execution.Faulted = true;
        execution.Attempts++;
        var delay = retries && !_definition.FaultEndsInstance ? _nodes[execution.Node].Activity.RetryDelay(cause, execution.Attempts) : null;
        var retryAt = delay is { } wait ? Now + wait : (DateTimeOffset?)null;
        var incident = new IncidentRecord(++_state.Sequence, execution.Id, cause, message, execution.Attempts, retryAt);
        _state.IncidentRecords.Add(incident);
        execution.Open++;
        Trace(TraceKind.Faulted, execution, cause);
        _effects.Add(new IncidentOpened(Ids.Text(incident.Id), Ids.Text(execution.Id), execution.ActivityId, cause, message, execution.Attempts, retryAt));
        if (retryAt is { } due)
        {
            AddTimer(execution, RetryTimer, due);
        }

        _faulted |= _definition.FaultEndsInstance;
    }

    private void Retry(IncidentRecord incident)
    {
        var execution = Resolve(incident, "retried");
        if (_nodes[execution.Node].Activity is not BuiltIn.ContainerActivity)
        {
            execution.State = default;
        }

        Invoke(Call.Execute, execution);
    }

    private void Skip(IncidentRecord incident, string outcome) => Complete(Resolve(incident, "skipped"), [outcome]);

    private ActivityExecution Resolve(IncidentRecord incident, string resolution)
    {
        var execution = _state.Find(incident.ExecutionId);
        _state.IncidentRecords.Remove(incident);
        execution.Open--;
        execution.Faulted = false;
        _effects.Add(new IncidentClosed(Ids.Text(incident.Id), execution.ActivityId, resolution));
        CloseOpen(execution);
        return execution;
    }

    /// <summary>An instance that nothing can wake is given to a person instead of being forgotten.</summary>
    private void OpenIncidentIfStuck()
    {
        if (_state.WaitRecords.Count > 0 || _state.TimerRecords.Count > 0 || _state.IncidentRecords.Count > 0 || _queue.Count > 0)
        {
            return;
        }

        for (var index = _state.Live.Count - 1; index >= 0; index--)
        {
            if (!_state.Live[index].Ended)
            {
                OpenIncident(_state.Live[index], "stuck", "The workflow waits here for something that can no longer happen. Skip this step with the outcome it should have had, or cancel.", retries: false);
                return;
            }
        }
    }

    internal int AddTimer(ActivityExecution execution, string name, DateTimeOffset due)
    {
        due = InstanceState.WholeMilliseconds(due);
        CancelTimer(execution, name);
        var id = ++_state.Sequence;
        _state.TimerRecords.Add(new TimerRecord(id, execution.Id, name, due));
        execution.Open++;
        _effects.Add(new TimerRequested(Ids.Text(id), Ids.Text(execution.Id), execution.ActivityId, name, due));
        return id;
    }

    internal void CancelTimer(ActivityExecution execution, string name)
    {
        if (_state.TimerRecords.Find(timer => timer.ExecutionId == execution.Id && timer.Name == name) is { } timer)
        {
            _state.TimerRecords.Remove(timer);
            execution.Open--;
            _effects.Add(new TimerCancelled(Ids.Text(timer.Id)));
        }
    }
}
