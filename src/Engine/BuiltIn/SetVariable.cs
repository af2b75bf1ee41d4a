using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>Sets a variable, converted to its type.</summary>
internal sealed class SetVariable : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SetVariable",
        DisplayName = "Set a variable",
        Description = "Remembers a value under a name.",
        Category = "Data",
        Inputs =
        [
            new InputDescriptor("Variable", "Variable") { IsRaw = true, Required = true },
            new InputDescriptor("Value", "Object") { Editor = "expression" },
        ],
    };

    internal override void Prepare(NodePreparation node)
    {
        var reference = node.Json["variable"] as JsonObject;
        var slot = node.Variable(DefinitionReader.TextOf(reference.At("id")), DefinitionReader.TextOf(reference.At("name")) ?? DefinitionReader.TextOf(node.Json["variable"]));
        node.Node.Prepared = slot;
        if (!slot.Exists)
        {
            node.Report(ProblemSeverity.Error, "unknown-variable", "The variable it sets does not exist.", "variable", "Choose a variable of the workflow.");
        }
    }

    public override void Execute(ActivityContext context)
    {
        var burst = (BurstContext)context;
        if (burst.Node.Prepared is not VariableSlot { Exists: true } slot)
        {
            context.Fault("unknown-variable", "The variable it sets does not exist. Choose a variable of the workflow.");
            return;
        }

        burst.Write(slot, context.Input("Value"));
        context.Complete();
    }
}
