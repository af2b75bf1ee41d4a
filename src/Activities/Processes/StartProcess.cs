using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Processes;

/// <summary>Starts another process for the same case and, if wanted, waits for its end and learns how it ended.</summary>
public sealed class StartProcess : Activity
{
    public const string TypeName = "CaseFlow.StartProcess";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Start a process",
        Description = "Starts another process for this case. It can go on at once or wait until that one has ended.",
        Category = "Other processes",
        IsBlocking = true,
        Outcomes = ["Started", "Completed", "Faulted", "Cancelled"],
        OutcomeConditions = [new("Wait", false, ["Started"]), new("Wait", true, ["Completed", "Faulted", "Cancelled"])],
        Inputs =
        [
            new("Process", "String") { DisplayName = "Process", Editor = "process", Required = true },
            new("Wait", "Boolean") { DisplayName = "Wait for its end", Description = "If so it leaves by Completed, Faulted or Cancelled; if not, by Started at once.", Editor = "checkbox", Default = "true" },
            new("Input", "Object") { DisplayName = "What it is given", Description = "Besides the case, which it always gets.", Editor = "json" },
        ],
        Outputs = [new("Result", "Object") { Description = "What the process gave back." }],
    };

    public override void Execute(ActivityContext context)
    {
        var process = context.Input("Process").AsText;
        if (string.IsNullOrWhiteSpace(process))
        {
            context.Fault("no-process", "No process is chosen. Choose one in the workflow, publish it, and retry.");
            return;
        }

        var input = context.Input("Input") is { Kind: ValueKind.Map } given ? given : Value.EmptyMap;
        foreach (var name in (string[])["caseId", "caseRef"])
        {
            if (input[name].IsMissing && !context.WorkflowInput(name).IsMissing)
            {
                input = input.With(name, context.WorkflowInput(name));
            }
        }

        var wait = !context.Input("Wait").Equals(Value.False);
        context.StartChild(process.Trim(), input, context.CorrelationId, wait);
        if (!wait)
        {
            context.Complete("Started");
        }
    }

    public override void ChildEnded(ActivityContext context, string childInstanceId, ChildOutcome outcome, Value output)
    {
        context.SetOutput("Result", output);
        context.Complete(outcome.ToString());
    }
}
