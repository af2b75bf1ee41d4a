namespace CaseFlow.Engine.Execution;

internal sealed partial class Burst
{
    internal const string RetryTimer = "$retry";
    internal const string ChildWait = "Child";

    /// <summary>Whether the stimulus still means something to the state.</summary>
    private bool Applies(Stimulus stimulus) => stimulus switch
    {
        Execution.Start => _state.SubStatus == WorkflowSubStatus.Pending && _state.Sequence == 0,
        ResumeWait resume => FindWait(resume.WaitId) is { Kind: not ChildWait },
        TimerDue due => FindTimer(due.TimerId) is { } timer && timer.Due <= Now,
        FactsAnswered answered => _state.FactRecords.Exists(fact => answered.Answers.ContainsKey(Ids.Text(fact.Id))),
        SignalActivity signal => _state.TryFind(Ids.Parse(signal.ExecutionId)) is { Ended: false, Faulted: false },
        ChildEnded child => FindChild(child.ChildInstanceId) is not null,
        RetryIncident retry => FindIncident(retry.IncidentId) is not null,
        SkipIncident skip => FindIncident(skip.IncidentId) is not null,
        CancelInstance => true,
        _ => false,
    };

    private void Apply(Stimulus stimulus)
    {
        switch (stimulus)
        {
            case Execution.Start start:
                Begin(start);
                break;
            case ResumeWait resume:
                var wait = FindWait(resume.WaitId)!;
                Close(wait);
                Invoke(Call.Resumed, _state.Find(wait.ExecutionId), wait.Kind, resume.Payload);
                break;
            case TimerDue due:
                Fire(FindTimer(due.TimerId)!);
                break;
            case FactsAnswered answered:
                Answer(answered);
                break;
            case SignalActivity signal:
                Invoke(Call.Signalled, _state.Find(Ids.Parse(signal.ExecutionId)), signal.Name, signal.Payload);
                break;
            case ChildEnded child:
                var childWait = FindChild(child.ChildInstanceId)!;
                Close(childWait);
                Invoke(Call.ChildEnded, _state.Find(childWait.ExecutionId), child.ChildInstanceId, child.Output, child.Outcome);
                break;
            case RetryIncident retry:
                Retry(FindIncident(retry.IncidentId)!);
                break;
            case SkipIncident skip:
                Skip(FindIncident(skip.IncidentId)!, skip.Outcome);
                break;
            case CancelInstance cancel:
                EndInstance(WorkflowSubStatus.Cancelled, cancel.Reason);
                break;
        }
    }

    private void Begin(Start start)
    {
        _state.Input = start.Input;
        _state.CorrelationId = start.CorrelationId;
        Trigger = start.TriggerActivityId;
        _queue.Add(new WorkItem { Node = 0, CurrentIndex = -1 });
    }

    private void Fire(TimerRecord timer)
    {
        _state.TimerRecords.Remove(timer);
        _effects.Add(new TimerCancelled(Ids.Text(timer.Id)));
        var execution = _state.Find(timer.ExecutionId);
        execution.Open--;
        if (timer.Name != RetryTimer)
        {
            Invoke(Call.TimerFired, execution, timer.Name);
        }
        else if (_state.IncidentRecords.Find(incident => incident.ExecutionId == timer.ExecutionId) is { } incident)
        {
            Retry(incident);
        }
    }

    private void Answer(FactsAnswered answered)
    {
        _state.SubStatus = WorkflowSubStatus.Suspended;
        foreach (var fact in _state.FactRecords.ToArray())
        {
            if (answered.Answers.TryGetValue(Ids.Text(fact.Id), out var answer) && _state.FactRecords.Remove(fact))
            {
                var execution = _state.Find(fact.ExecutionId);
                execution.Open--;
                Invoke(Call.FactAnswered, execution, fact.Name, answer);
            }
        }
    }

    private WaitRecord? FindWait(string waitId)
    {
        var id = Ids.Parse(waitId);
        return _state.WaitRecords.Find(wait => wait.Id == id);
    }

    private TimerRecord? FindTimer(string timerId)
    {
        var id = Ids.Parse(timerId);
        return _state.TimerRecords.Find(timer => timer.Id == id);
    }

    private IncidentRecord? FindIncident(string incidentId)
    {
        var id = Ids.Parse(incidentId);
        return _state.IncidentRecords.Find(incident => incident.Id == id);
    }

    private WaitRecord? FindChild(string childInstanceId) =>
        _state.WaitRecords.Find(wait => wait.Kind == ChildWait && wait.Key == childInstanceId);

    private void Close(WaitRecord wait)
    {
        _state.WaitRecords.Remove(wait);
        _state.Find(wait.ExecutionId).Open--;
        _effects.Add(new WaitClosed(Ids.Text(wait.Id), wait.Kind, wait.Key));
    }
}
