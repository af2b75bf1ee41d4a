using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Asks a program outside to do something, and waits for its answer.</summary>
internal sealed class RunTask : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.RunTask",
        DisplayName = "Ask a program",
        Description = "Asks a program outside to do something and waits for its answer.",
        Category = "Other processes",
        Inputs =
        [
            new InputDescriptor("TaskName", "String") { DisplayName = "Task", Required = true },
            new InputDescriptor("Payload", "Object") { Editor = "json" },
        ],
        Outputs = [new OutputDescriptor("TaskId", "String"), new OutputDescriptor("Result", "Object")],
        IsBlocking = true,
    };

    public override void Execute(ActivityContext context)
    {
        var waitId = context.OpenWait("RunTask", ValueConversion.ToText(context.Input("TaskName")), context.Input("Payload"));
        context.SetOutput("TaskId", waitId);
    }

    public override void Resumed(ActivityContext context, string waitKind, Value payload)
    {
        context.SetOutput("Result", payload);
        context.Complete();
    }
}
