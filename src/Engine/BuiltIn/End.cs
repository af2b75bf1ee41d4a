using CaseFlow.Engine.Activities;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Ends the flowchart or sequence it stands in.</summary>
internal sealed class End : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.End",
        DisplayName = "End",
        Description = "Ends this part of the process; what still waits beside it is cancelled.",
        Category = "Flow",
        Outcomes = [],
        IsTerminal = true,
    };

    public override void Execute(ActivityContext context) => context.Complete();
}
