using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Activities;

/// <summary>
/// The behaviour of one activity type. Instances are shared by every workflow and hold no state of their own: what an
/// execution must remember goes into <see cref="ActivityContext.State"/>. An activity never acts on the world; it
/// returns effects. To add one, derive a class and describe it: reader, validator and designer use the description.
/// </summary>
public abstract class Activity
{
    /// <summary>Name, inputs, outcomes: described once.</summary>
    public abstract ActivityDescriptor Descriptor { get; }

    /// <summary>Runs the activity. It completes, opens a wait, starts a timer or asks a fact; an activity that does none of these completes with "Done".</summary>
    public abstract void Execute(ActivityContext context);

    /// <summary>One of this execution's waits was resumed. The wait is already closed. Default: completes with "Done".</summary>
    public virtual void Resumed(ActivityContext context, string waitKind, Value payload) => context.Complete();

    /// <summary>One of this execution's timers is due. The timer is already gone. Default: completes with "Done".</summary>
    public virtual void TimerFired(ActivityContext context, string timerName) => context.Complete();

    /// <summary>A fact this execution asked for was answered.</summary>
    public virtual void FactAnswered(ActivityContext context, string factName, Value answer)
    {
    }

    /// <summary>Something was said to this waiting execution (see Execution.SignalActivity).</summary>
    public virtual void Signalled(ActivityContext context, string name, Value payload)
    {
    }

    /// <summary>A child instance this execution started has ended.</summary>
    public virtual void ChildEnded(ActivityContext context, string childInstanceId, Execution.ChildOutcome outcome, Value output) => context.Complete();

    /// <summary>How long after a fault the activity may be tried again by itself; null leaves it to a person. Default: null.</summary>
    /// <param name="cause">The cause given to Fault.</param>
    /// <param name="attempt">1 for the first fault of the execution.</param>
    public virtual TimeSpan? RetryDelay(string cause, int attempt) => null;

    /// <summary>The execution is being cancelled. Its waits and timers are closed by the engine; emit what else must be undone.</summary>
    public virtual void Cancelled(ActivityContext context)
    {
    }

    /// <summary>The activities embedded in this one's JSON, in order: by default those of <see cref="ActivityDescriptor.EmbeddedPorts"/>.</summary>
    internal virtual IEnumerable<EmbeddedActivity> Embedded(JsonObject json)
    {
        foreach (var port in Descriptor.EmbeddedPorts)
        {
            var name = JsonNames.Camel(port);
            if (json[name] is JsonObject child)
            {
                yield return new EmbeddedActivity(child, port, name);
            }
        }
    }

    /// <summary>Prepares what is decided once per definition, after the children are compiled.</summary>
    internal virtual void Prepare(NodePreparation node)
    {
    }
}
