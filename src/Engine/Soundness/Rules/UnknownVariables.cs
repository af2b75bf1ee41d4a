using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Variables and inputs that expressions name, and variables that results are kept in, but nothing declares.</summary>
internal sealed class UnknownVariables : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        var inputs = definition.Compiled.Nodes[0].Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var accessors = inputs.Select(AccessorName.Pascal).ToHashSet(StringComparer.Ordinal);
        foreach (var step in definition.Steps)
        {
            foreach (var (input, property) in step.Inputs)
            {
                foreach (var problem in input.Expression is { } expression ? Check(step, expression, property, inputs, accessors) : [])
                {
                    yield return problem;
                }
            }

            // Elsa names the place of a result that is kept in no variable after its step.
            foreach (var output in step.Node.Outputs.Where(output => !output.Slot.Exists && output.WorkflowOutput is null))
            {
                var property = JsonNames.Camel(output.Name);
                if (DefinitionReader.TextOf((step.Json[property] as JsonObject).At("memoryReference").At("id")) is { } id && !id.Contains(":output-", StringComparison.Ordinal))
                {
                    yield return step.Problem(ProblemSeverity.Warning, "unknown-variable", $"{step.Label} keeps its {property} in the variable '{id}', which does not exist.", "Choose a variable of the workflow, or none.", property);
                }
            }
        }
    }

    private static IEnumerable<Problem> Check(CheckedStep step, CompiledExpression expression, string property, HashSet<string> inputs, HashSet<string> accessors)
    {
        foreach (var name in expression.VariablesRead.Where(name => !Exists(step, name) && !expression.VariablesWritten.Contains(name)))
        {
            yield return step.Problem(ProblemSeverity.Warning, "unknown-variable", $"{step.Label} reads the variable '{name}', which does not exist; it is empty.", "Add the variable to the workflow, or correct its name.", property);
        }

        foreach (var name in expression.VariablesWritten.Where(name => !Exists(step, name)))
        {
            yield return step.Problem(ProblemSeverity.Error, "unknown-variable", $"{step.Label} sets the variable '{name}', which does not exist.", "Add the variable to the workflow, or correct its name.", property);
        }

        foreach (var name in expression.AccessorsRead.Where(name => !VariableScope.FindAccessor(step, name).Exists && !accessors.Contains(name) && name.IndexOf("From", 1, StringComparison.Ordinal) < 0 && !VariableScope.IsOfALoop(step, name) && !VariableScope.IsArgument(step, property, name)))
        {
            yield return step.Problem(ProblemSeverity.Error, "unknown-variable", $"{step.Label} calls get{name}(), but there is no variable or input behind it.", "Add the variable to the workflow, or correct its name.", property);
        }

        foreach (var name in expression.AccessorsWritten.Where(name => !VariableScope.FindAccessor(step, name).Exists))
        {
            yield return step.Problem(ProblemSeverity.Error, "unknown-variable", $"{step.Label} calls set{name}(), but there is no variable behind it.", "Add the variable to the workflow, or correct its name.", property);
        }

        foreach (var name in expression.InputsRead.Where(name => !inputs.Contains(name)))
        {
            yield return step.Problem(ProblemSeverity.Warning, "unknown-input", $"{step.Label} reads the input '{name}', which the workflow does not declare; it is empty unless whoever starts the workflow gives it.", "Declare the input, or correct its name.", property);
        }
    }

    private static bool Exists(CheckedStep step, string name) => VariableScope.Find(step, name).Exists || VariableScope.IsOfALoop(step, name);
}
