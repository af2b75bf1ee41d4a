using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Ends the whole workflow from any depth.</summary>
internal sealed class Finish : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Finish",
        DisplayName = "Finish",
        Description = "Ends the whole process at once.",
        Category = "Flow",
        Outcomes = [],
        IsTerminal = true,
    };

    public override void Execute(ActivityContext context) => ((BurstContext)context).Burst.Finish(((BurstContext)context).Execution);
}
