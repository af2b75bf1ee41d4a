using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Writes a line of text, for trying things out. No text set writes nothing.</summary>
internal sealed class WriteLine : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.WriteLine",
        DisplayName = "Write a line",
        Description = "Writes a line of text to the log of a trial run.",
        Category = "Data",
        Inputs = [new InputDescriptor("Text", "String") { DisplayName = "Text" }],
    };

    public override void Execute(ActivityContext context)
    {
        if (((BurstContext)context).Node.FindInput("Text") is not null)
        {
            context.Emit(new LineWritten(ValueConversion.ToText(context.Input("Text"))));
        }

        context.Complete();
    }
}
