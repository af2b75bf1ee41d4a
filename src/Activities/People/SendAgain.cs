using CaseFlow.Activities.Effects;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.People;

/// <summary>
/// Sends an email again that was refused, to the address its person has by then. One that is not refused, or no longer
/// kept, is left as it is, and the process goes on.
/// </summary>
public sealed class SendAgain : Activity
{
    public const string TypeName = "CaseFlow.SendAgain";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Send an email again",
        Description = "Sends an email again that had been refused, to the address its person has now, and goes on.",
        Category = "People",
        Inputs =
        [
            new("Email", "String") { DisplayName = "Which email", Description = "As the event EmailBounced names it.", Editor = "expression", Required = true },
        ],
    };

    public override void Execute(ActivityContext context)
    {
        if (!Guid.TryParse(context.Input("Email").AsText, out var email))
        {
            context.Fault("no-email", "No email is named that is to be sent again. Take its id from the event that started the process, publish it, and retry.");
            return;
        }

        context.Emit(new DomainChangeRequested(context.ExecutionId, context.ActivityId, DomainChangeKinds.SendAgain, Value.Map(("email", email.ToString("D")))));
        context.Complete();
    }
}
