using CaseFlow.Engine.Activities;

namespace CaseFlow.Resilience.Worker.Poison;

/// <summary>A step with a fault that no program survives.</summary>
internal sealed class EndsItsHost : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Test.EndsItsHost",
        DisplayName = "Ends its host",
        Inputs = [new InputDescriptor("How", "String")],
    };

    public override void Execute(ActivityContext context)
    {
        if (context.Input("How").AsText == "stack")
        {
            _ = Deeper(0);
        }

        Environment.FailFast("A test asked for this.");
    }

    private static int Deeper(int depth) => depth < 0 ? depth : Deeper(depth + 1) + Deeper(depth + 2);
}
