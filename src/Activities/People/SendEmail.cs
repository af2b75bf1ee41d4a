using CaseFlow.Activities.Effects;
using CaseFlow.Engine.Activities;

namespace CaseFlow.Activities.People;

/// <summary>Sends one email to each person who holds a role. It goes out once the burst is committed, and never holds the process up.</summary>
public sealed class SendEmail : Activity
{
    public const string TypeName = "CaseFlow.SendEmail";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Send an email",
        Description = "Tells people that something happened, with the case reference and a link, and goes on.",
        Category = "People",
        Inputs =
        [
            new("Template", "String") { DisplayName = "Email", Description = "The template, such as EM-REF-01.", Editor = "template", Required = true },
            new("To", "Object") { DisplayName = "To", Description = "Everybody who holds one of these roles at the case's school, its partnership, the authority or a named organisation.", Editor = "roles", Required = true },
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var to = Addressee.ReadAll(context.Input("To"), out var problem);
        var template = context.Input("Template").AsText;
        if (problem is not null)
        {
            context.Fault("unknown-role", problem);
        }
        else if (string.IsNullOrWhiteSpace(template))
        {
            context.Fault("no-template", "The email has no template. Choose one in the workflow, publish it, and retry.");
        }
        else
        {
            context.Emit(new EmailRequested(context.ExecutionId, context.ActivityId, template.Trim(), template.Trim(), "", to));
            context.Complete();
        }
    }
}
