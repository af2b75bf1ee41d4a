using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Roles, email templates, forms and processes that do not exist. A process may come later: two that start each other cannot both be first.</summary>
internal sealed class UnknownNames : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        var context = definition.Context;
        foreach (var step in definition.Steps)
        {
            foreach (var input in step.Node.Activity.Descriptor.Inputs)
            {
                var (kind, known) = input.Editor switch
                {
                    "roles" => ("role", context.Roles),
                    "template" => ("template", context.Templates),
                    "form" => ("form", context.Forms),
                    "process" => ("process", context.Processes),
                    _ => ("", null),
                };
                if (known is null || step.Node.FindInput(input.Name) is not { } value)
                {
                    continue;
                }

                foreach (var name in Names(value).Where(name => !known.Contains(name)))
                {
                    var property = JsonNames.Camel(input.Name);
                    yield return kind == "process"
                        ? step.Problem(ProblemSeverity.Warning, "unknown-process", $"{step.Label} names the process '{name}', which is not known here. Nothing starts until it is published.", "Check the name, or publish that process first.", property)
                        : step.Problem(ProblemSeverity.Error, "unknown-" + kind, $"{step.Label} names the {Words(kind)} '{name}', which does not exist.", $"Choose one of the {Words(kind)}s offered, or add it first.", property);
                }
            }
        }
    }

    private static string Words(string kind) => kind == "template" ? "email template" : kind;

    private static IEnumerable<string> Names(CompiledInput input) => input.Kind switch
    {
        InputKind.Constant => Names(input.Constant),
        InputKind.JavaScript => Literal(input),
        _ => [],
    };

    // Of an expression only the names that stand in it as texts count: others are put together when it runs.
    private static IEnumerable<string> Literal(CompiledInput input)
    {
        var text = input.Expression!.Text;
        try
        {
            return [.. Names(input.Expression.Evaluate(NoScope.Instance)).Where(name => text.Contains('\'' + name, StringComparison.Ordinal) || text.Contains('"' + name, StringComparison.Ordinal))];
        }
        catch (Expressions.ExpressionFault)
        {
            return [];
        }
    }

    // "COORD", "LA-SENA@Authority", { role: "SCH-HEAD", place: "School" }, or a list of them.
    private static IEnumerable<string> Names(Value value) => value.Kind switch
    {
        ValueKind.Text when value.AsText!.Trim() is { Length: > 0 } text => [text.Split('@')[0]],
        ValueKind.List => value.AsList.SelectMany(Names),
        ValueKind.Map when value["role"].AsText is { } role => [role],
        _ => [],
    };
}
