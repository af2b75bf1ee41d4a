using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Publishes an event to waiting instances and to triggers.</summary>
internal sealed class PublishEvent : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.PublishEvent",
        DisplayName = "Send an event",
        Description = "Tells waiting processes that something has happened.",
        Category = "Other processes",
        Inputs =
        [
            new InputDescriptor("EventName", "String") { DisplayName = "Event", Required = true },
            new InputDescriptor("CorrelationId", "String") { Description = "Only to runs tied to this; empty for all." },
            new InputDescriptor("IsLocalEvent", "Boolean") { Description = "Only to this very run.", Editor = "checkbox", Default = "false" },
            new InputDescriptor("Payload", "Object") { Editor = "json" },
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var correlationId = context.Input("CorrelationId").AsText;
        context.Emit(new EventPublished(
            ValueConversion.ToText(context.Input("EventName")),
            string.IsNullOrEmpty(correlationId) ? null : correlationId,
            context.Input("IsLocalEvent").AsBoolean,
            context.Input("Payload")));
        context.Complete();
    }
}
