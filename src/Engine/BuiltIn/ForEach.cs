using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Repeats its body for each item, one after the other; the body sees CurrentValue and CurrentIndex.</summary>
internal sealed class ForEach : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.ForEach",
        DisplayName = "For each",
        Description = "Repeats what is inside for each item of a list, one after the other.",
        Category = "Flow",
        Inputs = [new InputDescriptor("Items", "Object") { DisplayName = "Items", Editor = "expression" }],
        Outputs = [new OutputDescriptor("CurrentValue", "Object")],
        EmbeddedPorts = ["Body"],
    };

    /// <summary>The items are worked out once and kept; a fixed list is not kept, for the definition holds it.</summary>
    public override void Start(BurstContext context)
    {
        if (context.State.Kind == ValueKind.Undefined)
        {
            var isFixed = context.Node.FindInput("Items") is { Kind: InputKind.Constant };
            context.State = isFixed ? Value.Map(("index", 0)) : Value.Map(("index", 0), ("items", context.Input("Items")));
        }

        Round(context);
    }

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes)
    {
        context.State = context.State.With("index", context.State["index"].AsNumber + 1);
        Round(context);
    }

    private static void Round(BurstContext context)
    {
        var index = (int)context.State["index"].AsNumber;
        var kept = context.State["items"];
        var items = (kept.Kind == ValueKind.Undefined ? context.Input("Items") : kept).AsList;
        if (index >= items.Length || context.Node.Embedded("Body") is not { } body)
        {
            context.Complete();
            return;
        }

        context.SetOutput("CurrentValue", items[index]);
        context.Burst.Schedule(body, context.Execution, currentIndex: index, currentValue: items[index]);
    }
}
