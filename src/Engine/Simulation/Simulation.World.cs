using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Simulation;

/// <summary>What the runtime and the world would do.</summary>
public sealed partial class Simulation
{
    private const int MaxFactRounds = 20;

    private void Settle()
    {
        while (_pending.TryDequeue(out var next))
        {
            if (_steps.Count < _options.MaxBursts && _instances.Find(instance => instance.State.InstanceId == next.InstanceId) is { } instance)
            {
                Run(instance, next.Stimulus);
            }
        }
    }

    private void Run(SimulatedInstance instance, Stimulus stimulus)
    {
        var result = WorkflowEngine.Run(instance.Definition, instance.State, stimulus, Now);
        for (var round = 0; !result.Facts.IsEmpty && round < MaxFactRounds; round++)
        {
            var answers = result.Facts.ToDictionary(fact => fact.FactId, fact => _options.Facts(fact, Now), StringComparer.Ordinal);
            result = result.Merge(WorkflowEngine.Run(instance.Definition, result.State, new FactsAnswered(answers), Now));
        }

        if (result.Journal.IsEmpty)
        {
            return;
        }

        instance.Commit(result, _options.RestartEachBurst);
        _steps.Add(new SimulatedStep(Now, instance.State.InstanceId, stimulus, result.Journal.Trace, result.Effects));
        foreach (var effect in result.Effects)
        {
            Deliver(effect, instance.State.InstanceId, result.State.CorrelationId);
        }
    }

    private void Deliver(Effect effect, string from, string? correlationId)
    {
        switch (effect)
        {
            case ChildRequested child:
                StartChild(child with { CorrelationId = child.CorrelationId ?? correlationId }, from);
                break;
            case ChildCancelRequested cancel:
                _pending.Enqueue((cancel.ChildInstanceId, new CancelInstance(cancel.Reason)));
                break;
            case EventPublished published:
                Broadcast(published, from);
                break;
            case InstanceEnded ended when _instances.Find(instance => instance.State.InstanceId == from) is { ParentId: { } parentId }:
                _pending.Enqueue((parentId, new ChildEnded(from, Outcome(ended.SubStatus), ended.Output)));
                break;
        }
    }

    private void StartChild(ChildRequested child, string parentId)
    {
        if (_options.Workflows(child.DefinitionId) is not { } definition)
        {
            _pending.Enqueue((parentId, new ChildEnded(child.ChildInstanceId, ChildOutcome.Faulted, Value.Undefined)));
            return;
        }

        _instances.Add(new SimulatedInstance(definition, InstanceState.New(child.ChildInstanceId, definition.DefinitionVersionId), parentId));
        _pending.Enqueue((child.ChildInstanceId, new Start(child.Input, child.CorrelationId)));
    }

    private void Broadcast(EventPublished published, string from)
    {
        foreach (var instance in _instances)
        {
            if ((published.IsLocal && instance.State.InstanceId != from)
                || (published.CorrelationId is not null && published.CorrelationId != instance.State.CorrelationId))
            {
                continue;
            }

            foreach (var wait in instance.State.Waits)
            {
                if (wait.Kind == "Event" && wait.Key == published.Name)
                {
                    _pending.Enqueue((instance.State.InstanceId, new ResumeWait(wait.WaitId, published.Payload)));
                }
            }
        }
    }

    private static ChildOutcome Outcome(WorkflowSubStatus subStatus) => subStatus switch
    {
        WorkflowSubStatus.Finished => ChildOutcome.Completed,
        WorkflowSubStatus.Cancelled => ChildOutcome.Cancelled,
        _ => ChildOutcome.Faulted,
    };
}
