using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Runs a script of the expression language; it may choose outcomes with setOutcome.</summary>
internal sealed class RunJavaScript : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.RunJavaScript",
        DisplayName = "Calculate",
        Description = "Works something out with a short script.",
        Category = "Data",
        Inputs =
        [
            new InputDescriptor("Script", "Object") { Editor = "multiline", AllowScriptOutcomes = true },
            new InputDescriptor("PossibleOutcomes", "Object") { Editor = "outcomes" },
        ],
        Outputs = [new OutputDescriptor("Result", "Object")],
        DynamicOutcomes = "PossibleOutcomes",
    };

    public override void Execute(ActivityContext context)
    {
        var burst = (BurstContext)context;
        context.SetOutput("Result", context.Input("Script"));
        context.Complete(burst.ScriptOutcomes ?? Burst.Done);
    }
}
