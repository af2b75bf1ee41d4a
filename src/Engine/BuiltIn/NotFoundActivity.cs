using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Stands in for a type CaseFlow does not have. Its JSON is kept; running it faults.</summary>
internal sealed class NotFoundActivity : Activity, IStructural
{
    public override ActivityDescriptor Descriptor { get; } = new() { Type = "Elsa.NotFoundActivity", DisplayName = "Unknown activity" };

    public override void Execute(ActivityContext context) =>
        context.Fault("unknown-activity", $"Activity type '{((BurstContext)context).Node.Prepared}' version '0' could not be found.");
}
