using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>An activity that runs others. It completes when it says so, or when nothing is left below it.</summary>
internal abstract class ContainerActivity : Activity
{
    public sealed override void Execute(ActivityContext context) => Start((BurstContext)context);

    /// <summary>Schedules the first children. Called again where a person retries a fault: then it goes on from what it remembers.</summary>
    public abstract void Start(BurstContext context);

    /// <summary>A child completed. Default: completes after the last of its own children, whatever is still queued further below.</summary>
    public virtual void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes)
    {
        if (context.Execution.LiveChildren == 0 && !context.Burst.HasQueuedChild(context.Execution))
        {
            context.Complete();
        }
    }

    /// <summary>A child was cancelled.</summary>
    public virtual void ChildCancelled(BurstContext context, ActivityExecution child)
    {
    }

    /// <summary>The activities listed in a property.</summary>
    protected static IEnumerable<EmbeddedActivity> Listed(JsonObject json, string property)
    {
        if (json[property] is JsonArray list)
        {
            for (var index = 0; index < list.Count; index++)
            {
                if (list[index] is JsonObject child)
                {
                    yield return new EmbeddedActivity(child, null, $"{property}[{index}]");
                }
            }
        }
    }
}
