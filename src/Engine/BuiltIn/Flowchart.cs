using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Activities joined by connections. By counting visits, as Elsa does; by tokens where an activity sets a merge mode.</summary>
internal sealed class Flowchart : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Flowchart",
        DisplayName = "Flowchart",
        Description = "Steps joined by arrows.",
        Category = "Flow",
    };

    internal override IEnumerable<EmbeddedActivity> Embedded(JsonObject json) => Listed(json, "activities");

    internal override void Prepare(NodePreparation node) => node.Node.Prepared = FlowGraphBuilder.Build(node);

    public override void Start(BurstContext context)
    {
        var graph = (FlowGraph)context.Node.Prepared!;
        if (graph.Default is null)
        {
            context.Complete();
            return;
        }

        if (context.Execution.Counters is not null)
        {
            // A person looked at a flowchart that was stuck: it is never started over.
            return;
        }

        var start = Triggered(context, graph) ?? graph.Default.Start;
        var counters = new int[1 + graph.ChildCount + graph.Sources.Length];
        counters[0] = start;
        context.Execution.Counters = counters;
        context.Execution.Tokens = graph.UsesTokens ? [] : null;
        context.Burst.Schedule(context.Node.Children[start], context.Execution);
    }

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes)
    {
        if (context.Burst.Definition.Nodes[child.Node].IsTerminal)
        {
            context.Complete();
        }
        else if (context.Execution.Tokens is null)
        {
            new FlowCounters(context).Completed(child, outcomes);
        }
        else
        {
            new FlowTokens(context).Completed(child, outcomes);
        }
    }

    public override void ChildCancelled(BurstContext context, ActivityExecution child)
    {
        if (context.Execution.Tokens is null)
        {
            new FlowCounters(context).Cancelled(child);
        }
        else
        {
            new FlowTokens(context).Cancelled(child);
        }
    }

    /// <summary>Remembers that a flowchart which had ended started this child: unlike one queued before the end, it goes on from there.</summary>
    internal static void GoOnAfter(ActivityExecution ended, int child) => ended.State = Value.Of(ended.State.AsList.Add(child));

    /// <summary>Whether the ended flowchart goes on after this child, once for each time it started it.</summary>
    internal static bool GoesOnAfter(ActivityExecution ended, int child)
    {
        var started = ended.State.AsList;
        if (!started.Contains(child))
        {
            return false;
        }

        ended.State = Value.Of(started.Remove(child));
        return true;
    }

    /// <summary>The child that is, or holds, the activity that triggered this run.</summary>
    private static int? Triggered(BurstContext context, FlowGraph graph)
    {
        if (context.Burst.Trigger is not { } trigger)
        {
            return null;
        }

        foreach (var node in context.Burst.Definition.Nodes)
        {
            if (node.Id != trigger)
            {
                continue;
            }

            var child = node;
            while (child is not null && child.Parent != context.Node)
            {
                child = child.Parent;
            }

            if (child is not null && graph.Plans[child.Position] is not null)
            {
                return child.Position;
            }
        }

        return null;
    }
}
