using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.TestKit.Expressions;

/// <summary>A result as JavaScript prints it: true, undefined, 1,2.</summary>
public static class ScriptText
{
    private static readonly CompiledExpression Print = CompiledExpression.Compile("String(variables.Printed)").Expression!;

    public static string Of(Value value)
    {
        var scope = new TestScope();
        scope.Variables["Printed"] = value;
        return Print.Evaluate(scope).AsText!;
    }
}
