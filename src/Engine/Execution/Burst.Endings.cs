using CaseFlow.Engine.BuiltIn;

namespace CaseFlow.Engine.Execution;

internal sealed partial class Burst
{
    /// <summary>Ends an execution with outcomes, cancels what still runs directly below it, and lets its container go on.</summary>
    internal void Complete(ActivityExecution execution, string[] outcomes)
    {
        if (execution.Ended || execution.Completing)
        {
            return;
        }

        if (execution.LiveChildren > 0)
        {
            execution.Completing = true;
            CancelChildren(execution);
            execution.Completing = false;
        }

        CloseOpen(execution);
        End(execution);
        Trace(TraceKind.Completed, execution, Detail(outcomes));
        if (execution.Parent is { Ended: false, Completing: false } parent)
        {
            if (parent.Leaving)
            {
                Complete(parent, parent.LeavingOutcomes ?? Done);
            }
            else
            {
                Invoke(Call.ChildCompleted, parent, child: execution, outcomes: outcomes);
            }
        }
        else if (execution.Parent is { Ended: true } ended && _nodes[ended.Node].Activity is Flowchart && Flowchart.GoesOnAfter(ended, _nodes[execution.Node].Position))
        {
            Invoke(Call.ChildCompleted, ended, child: execution, outcomes: outcomes);
        }

        Release(execution);
    }

    /// <summary>Cancels an execution and all below it, what is queued there included.</summary>
    internal void Cancel(ActivityExecution execution)
    {
        if (execution.Ended)
        {
            return;
        }

        CloseOpen(execution);
        End(execution);
        Withdraw(execution);
        CancelBelow(execution);
        Trace(TraceKind.Cancelled, execution, null);
        Tell(Call.Cancelled, execution);
        if (execution.Parent is { Ended: false, Faulted: false } parent && _nodes[parent.Node].Activity is ContainerActivity)
        {
            TellCancelled(parent, execution);
        }

        Release(execution);
    }

    private void TellCancelled(ActivityExecution parent, ActivityExecution child)
    {
        Tell(Call.ChildCancelled, parent, child);
        if (!parent.Completing && HasNothingOpen(parent))
        {
            Complete(parent, Done);
        }
    }

    internal void CancelChildren(ActivityExecution parent)
    {
        foreach (var execution in _state.Live.ToArray())
        {
            if (execution.Parent == parent)
            {
                Cancel(execution);
            }
        }
    }

    /// <summary>Cancels what has started in the flowchart and leads to the join.</summary>
    internal void CancelAncestors(ActivityExecution flowchart, int join)
    {
        var context = Enter(flowchart);
        if (flowchart.Tokens is null)
        {
            new FlowCounters(context).CancelAncestors(join);
        }
        else
        {
            new FlowTokens(context).CancelAncestors(join);
        }

        _contextDepth--;
    }

    private void CancelBelow(ActivityExecution ancestor)
    {
        if (ancestor.References == 0)
        {
            return;
        }

        foreach (var execution in _state.Live.ToArray())
        {
            if (execution != ancestor && !execution.Ended && IsBelow(execution, ancestor))
            {
                Cancel(execution);
            }
        }
    }

    internal void Withdraw(ActivityExecution ancestor)
    {
        if (ancestor.References == 0)
        {
            return;
        }

        for (var left = _queue.Count; left > 0; left--)
        {
            var item = _queue.Take();
            if (IsBelow(item.Owner, ancestor))
            {
                item.Owner!.References--;
            }
            else
            {
                _queue.Add(item);
            }
        }
    }

    private void End(ActivityExecution execution)
    {
        execution.Ended = true;
        if (execution.Parent is { } parent)
        {
            parent.LiveChildren--;
        }
    }

    /// <summary>Forgets an ended execution once nothing is below it.</summary>
    private void Release(ActivityExecution execution)
    {
        while (execution is { Ended: true, References: 0 })
        {
            var index = _state.Live.Count - 1;
            while (index >= 0 && _state.Live[index] != execution)
            {
                index--;
            }

            if (index < 0)
            {
                return;
            }

            _state.Live.RemoveAt(index);
            if (execution.Parent is not { } parent)
            {
                return;
            }

            parent.References--;
            execution = parent;
        }
    }

    /// <summary>Closes the execution's waits, timers, incidents and facts.</summary>
    private void CloseOpen(ActivityExecution execution, string resolution = "cancelled")
    {
        if (execution.Open == 0)
        {
            return;
        }

        foreach (var wait in _state.WaitRecords.FindAll(wait => wait.ExecutionId == execution.Id))
        {
            if (wait.Kind == ChildWait)
            {
                _effects.Add(new ChildCancelRequested(wait.Key!, $"The activity '{execution.ActivityId}' that started it was cancelled."));
            }

            Close(wait);
        }

        foreach (var timer in _state.TimerRecords.FindAll(timer => timer.ExecutionId == execution.Id))
        {
            _state.TimerRecords.Remove(timer);
            _effects.Add(new TimerCancelled(Ids.Text(timer.Id)));
        }

        foreach (var incident in _state.IncidentRecords.FindAll(incident => incident.ExecutionId == execution.Id))
        {
            _state.IncidentRecords.Remove(incident);
            _effects.Add(new IncidentClosed(Ids.Text(incident.Id), execution.ActivityId, resolution));
        }

        _state.FactRecords.RemoveAll(fact => fact.ExecutionId == execution.Id);
        execution.Open = 0;
    }

    /// <summary>Ends the whole instance: everything still alive is dropped, and told so.</summary>
    private void EndInstance(WorkflowSubStatus subStatus, string? reason)
    {
        while (_queue.Count > 0)
        {
            _queue.Take();
        }

        var live = _state.Live.ToArray();
        for (var index = live.Length - 1; index >= 0; index--)
        {
            var execution = live[index];
            if (execution.Ended)
            {
                continue;
            }

            execution.Ended = true;
            CloseOpen(execution, subStatus == WorkflowSubStatus.Faulted ? "instance faulted" : "cancelled");
            if (subStatus == WorkflowSubStatus.Cancelled)
            {
                Trace(TraceKind.Cancelled, execution, reason);
            }

            Tell(Call.Cancelled, execution);
        }

        _state.Live.Clear();
        _state.Outputs.Clear();
        _state.SubStatus = subStatus;
        _effects.Add(new InstanceEnded(subStatus, _state.Output));
    }

    private static string? Detail(string[] outcomes) => outcomes switch
    {
        ["Done"] => null,
        [var only] => only,
        _ => string.Join(',', outcomes),
    };
}
