using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>What activities ask of the burst.</summary>
internal sealed partial class Burst
{
    /// <summary>Scratch of flowcharts: children whose connections are being visited, and how far.</summary>
    internal List<(int Child, int Next)> Visits { get; } = [];

    internal int EffectCount => _effects.Count;

    internal void Add(Effect effect) => _effects.Add(effect);

    internal Value[] Variables(ActivityExecution execution) => execution.Node == 0 ? _state.VariableValues : execution.Variables!;

    /// <summary>Queues a child of the owner.</summary>
    internal void Schedule(CompiledNode node, ActivityExecution owner, bool backward = false, int currentIndex = -1, Value currentValue = default)
    {
        owner.References++;
        _queue.Add(new WorkItem { Node = node.Index, Owner = owner, Backward = backward, CurrentIndex = currentIndex, CurrentValue = currentValue });
    }

    /// <summary>Whether the node waits in the queue for this owner.</summary>
    internal bool IsQueued(CompiledNode node, ActivityExecution owner)
    {
        for (var index = 0; index < _queue.Count; index++)
        {
            if (_queue[index].Owner == owner && _queue[index].Node == node.Index)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a direct child of the owner waits in the queue.</summary>
    internal bool HasQueuedChild(ActivityExecution owner)
    {
        for (var index = 0; index < _queue.Count; index++)
        {
            if (_queue[index].Owner == owner)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends the whole workflow as soon as the present call returns.</summary>
    internal void Finish(ActivityExecution execution)
    {
        Trace(TraceKind.Completed, execution, null);
        execution.Ended = true;
        _finishing = true;
    }

    internal void TraceSkipped(CompiledNode node) => _trace.Add(new TraceEntry(TraceKind.Skipped, node.Id, "", null));

    internal string OpenWait(ActivityExecution execution, string kind, string? key, Value payload)
    {
        var id = ++_state.Sequence;
        _state.WaitRecords.Add(new WaitRecord(id, execution.Id, kind, key));
        execution.Open++;
        _effects.Add(new WaitOpened(Ids.Text(id), Ids.Text(execution.Id), execution.ActivityId, kind, key, payload));
        return Ids.Text(id);
    }

    internal void AskFact(ActivityExecution execution, string name, Value arguments)
    {
        _state.FactRecords.Add(new FactRecord(++_state.Sequence, execution.Id, name, arguments));
        execution.Open++;
    }

    internal string StartChild(ActivityExecution execution, string definitionId, Value input, string? correlationId, bool wait, bool inBackground)
    {
        var childId = Ids.Child(_state.InstanceId, ++_state.Sequence);
        _effects.Add(new ChildRequested(childId, execution.ActivityId, definitionId, null, input, correlationId, wait, inBackground));
        if (wait)
        {
            OpenWait(execution, ChildWait, childId, Value.Undefined);
        }

        return childId;
    }

    internal void SetCorrelation(string? correlationId)
    {
        if (correlationId is not null && correlationId != _state.CorrelationId)
        {
            _state.CorrelationId = correlationId;
            _effects.Add(new CorrelationChanged(correlationId));
        }
    }

    internal void SetName(string? name)
    {
        if (name is not null && name != _state.Name)
        {
            _state.Name = name;
            _effects.Add(new NameChanged(name));
        }
    }

    internal void RecordOutput(CompiledNode node, string name, Value value)
    {
        if (!_definition.ReadsOutputs)
        {
            return;
        }

        _state.Outputs.RemoveAll(output => output.Node == node.Index && output.Name == name);
        _state.Outputs.Add(new OutputRecord(node.Index, node.Id, name, value));
        if (name == "Result")
        {
            _state.LastResult = value;
        }
    }

    internal Value FindOutput(string activity, string name)
    {
        for (var index = _state.Outputs.Count - 1; index >= 0; index--)
        {
            var output = _state.Outputs[index];
            var node = _nodes[output.Node];
            if (output.Name == name && (node.Id == activity || node.Name == activity || (node.Name is { } text && AccessorName.Pascal(text) == activity) || AccessorName.Pascal(node.Id) == activity))
            {
                return output.Value;
            }
        }

        return Value.Undefined;
    }

    /// <summary>Takes back effects, waits, timers and facts of a failed call. What closed something older stays.</summary>
    internal void Undo(ActivityExecution execution, int effectMark, int sequenceMark)
    {
        for (var index = _effects.Count - 1; index >= effectMark; index--)
        {
            var older = _effects[index] switch
            {
                TimerCancelled timer => Ids.Parse(timer.TimerId) <= sequenceMark,
                WaitClosed wait => Ids.Parse(wait.WaitId) <= sequenceMark,
                _ => false,
            };
            if (!older)
            {
                _effects.RemoveAt(index);
            }
        }

        execution.Open -= _state.WaitRecords.RemoveAll(wait => wait.Id > sequenceMark)
            + _state.TimerRecords.RemoveAll(timer => timer.Id > sequenceMark)
            + _state.FactRecords.RemoveAll(fact => fact.Id > sequenceMark);
    }
}
