using CaseFlow.Engine.Activities;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Where a flowchart starts.</summary>
internal sealed class Start : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Start",
        DisplayName = "Start",
        Description = "The process starts here.",
        Category = "Flow",
    };

    public override void Execute(ActivityContext context) => context.Complete();
}
