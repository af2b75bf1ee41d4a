using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Counts from a start to an end, as these are when it starts; the body sees CurrentValue.</summary>
internal sealed class For : ContainerActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.For",
        DisplayName = "Count",
        Description = "Repeats what is inside for each number from start to end.",
        Category = "Flow",
        Inputs =
        [
            new InputDescriptor("Start", "Int32") { Default = "0" },
            new InputDescriptor("End", "Int32") { Default = "0" },
            new InputDescriptor("Step", "Int32") { Default = "1" },
            new InputDescriptor("OuterBoundInclusive", "Boolean") { DisplayName = "Include the end", Editor = "checkbox", Default = "true" },
        ],
        Outputs = [new OutputDescriptor("CurrentValue", "Int32")],
        EmbeddedPorts = ["Body"],
    };

    /// <summary>The bounds are worked out once and kept; fixed ones are not kept, for the definition holds them.</summary>
    public override void Start(BurstContext context)
    {
        if (context.State.Kind == ValueKind.Undefined)
        {
            Round(context, context.Input("Start").AsNumber, Read(context));
        }
        else
        {
            Next(context);
        }
    }

    public override void ChildCompleted(BurstContext context, ActivityExecution child, string[] outcomes) => Next(context);

    private static void Next(BurstContext context)
    {
        // A number alone: the bounds are fixed, or the last round began when they were still read in each.
        var (current, bounds) = context.State.Kind == ValueKind.Map
            ? (context.State["current"].AsNumber, new Bounds(context.State["end"].AsNumber, context.State["step"].AsNumber, context.State["inclusive"].AsBoolean))
            : (context.State.AsNumber, Read(context));
        Round(context, current + bounds.Step, bounds);
    }

    private static void Round(BurstContext context, double current, Bounds bounds)
    {
        if (!bounds.Hold(current) || context.Node.Embedded("Body") is not { } body)
        {
            context.Complete();
            return;
        }

        // The output first: where it does not fit its variable, a retry tries the same round again.
        context.SetOutput("CurrentValue", current);
        context.State = IsFixed(context.Node)
            ? current
            : Value.Map(("current", current), ("end", bounds.End), ("step", bounds.Step), ("inclusive", bounds.Inclusive));
        context.Burst.Schedule(body, context.Execution, currentIndex: BurstContext.ValueOnly, currentValue: current);
    }

    private static Bounds Read(BurstContext context) =>
        new(context.Input("End").AsNumber, context.Input("Step").AsNumber, context.Input("OuterBoundInclusive").AsBoolean);

    private static bool IsFixed(CompiledNode node) =>
        node.FindInput("End") is { Kind: InputKind.Constant } && node.FindInput("Step") is { Kind: InputKind.Constant } && node.FindInput("OuterBoundInclusive") is { Kind: InputKind.Constant };

    private readonly record struct Bounds(double End, double Step, bool Inclusive)
    {
        public bool Hold(double current) =>
            Step >= 0
                ? Inclusive ? current <= End : current < End
                : Inclusive ? current >= End : current > End;
    }
}
