using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>What an activity is called for.</summary>
internal enum Call : byte
{
    Execute,
    Resumed,
    TimerFired,
    FactAnswered,
    Signalled,
    ChildEnded,
    ChildCompleted,
    ChildCancelled,
    Cancelled,
}

internal sealed partial class Burst
{
    private readonly List<BurstContext> _contexts = [];
    private int _contextDepth;

    /// <summary>Calls the activity, then does what it asked for: completes it, opens an incident, or leaves it waiting.</summary>
    private void Invoke(Call call, ActivityExecution execution, string? text = null, Value payload = default, ChildOutcome outcome = default, ActivityExecution? child = null, string[]? outcomes = null)
    {
        var context = Enter(execution);
        Perform(call, context, text, payload, outcome, child, outcomes);
        var (completed, chosen, cause, message) = (context.IsCompleted, context.Outcomes, context.FaultCause, context.FaultMessage);
        if (cause is not null)
        {
            context.Undo();
        }

        _contextDepth--;
        if (cause is not null)
        {
            OpenIncident(execution, cause, message!, retries: true);
        }
        else if (_finishing)
        {
            return;
        }
        else if (completed)
        {
            Complete(execution, chosen);
        }
        else if (!execution.Completing && HasNothingOpen(execution))
        {
            Complete(execution, Done);
        }
    }

    /// <summary>A call whose failure must not stop what is going on (an activity that is being cancelled).</summary>
    private void Tell(Call call, ActivityExecution execution, ActivityExecution? child = null)
    {
        var context = Enter(execution);
        Perform(call, context, null, default, default, child, null);
        _contextDepth--;
    }

    private void Perform(Call call, BurstContext context, string? text, Value payload, ChildOutcome outcome, ActivityExecution? child, string[]? outcomes)
    {
        var activity = context.Node.Activity;
        try
        {
            switch (call)
            {
                case Call.Execute:
                    activity.Execute(context);
                    break;
                case Call.Resumed:
                    activity.Resumed(context, text!, payload);
                    break;
                case Call.TimerFired:
                    activity.TimerFired(context, text!);
                    break;
                case Call.FactAnswered:
                    activity.FactAnswered(context, text!, payload);
                    break;
                case Call.Signalled:
                    activity.Signalled(context, text!, payload);
                    break;
                case Call.ChildEnded:
                    activity.ChildEnded(context, text!, outcome, payload);
                    break;
                case Call.ChildCompleted:
                    ((ContainerActivity)activity).ChildCompleted(context, child!, outcomes!);
                    break;
                case Call.ChildCancelled:
                    ((ContainerActivity)activity).ChildCancelled(context, child!);
                    break;
                case Call.Cancelled:
                    activity.Cancelled(context);
                    break;
            }
        }
        catch (ActivityFault fault)
        {
            context.Fault(fault.Cause, fault.Message);
        }
        catch (ExpressionFault fault)
        {
            context.Fault("expression", fault.Message);
        }
        catch (ValueConversionException fault)
        {
            context.Fault("value", fault.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            context.Fault("activity-failed", $"The activity failed unexpectedly ({exception.GetType().Name}). Retry it; if it fails again, tell whoever looks after CaseFlow.");
        }
    }

    private BurstContext Enter(ActivityExecution execution)
    {
        if (_contextDepth == _contexts.Count)
        {
            _contexts.Add(new BurstContext(this));
        }

        var context = _contexts[_contextDepth++];
        context.Attach(execution, _nodes[execution.Node]);
        return context;
    }

    /// <summary>Whether nothing can ever happen to the execution again: no wait, timer, incident, fact or child, and nothing queued below it.</summary>
    private bool HasNothingOpen(ActivityExecution execution) =>
        execution is { Ended: false, Faulted: false, Open: 0, LiveChildren: 0 }
        && (execution.References == 0 || !IsQueuedBelow(execution))
        && (execution.Tokens is null || !execution.Tokens.Exists(token => (token & 1) == 0));

    internal bool IsQueuedBelow(ActivityExecution execution)
    {
        for (var index = 0; index < _queue.Count; index++)
        {
            if (IsBelow(_queue[index].Owner, execution))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBelow(ActivityExecution? execution, ActivityExecution ancestor)
    {
        for (; execution is not null; execution = execution.Parent)
        {
            if (execution == ancestor)
            {
                return true;
            }
        }

        return false;
    }
}
