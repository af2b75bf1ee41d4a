using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>The functions Elsa makes for each variable, input, argument and output: getX(), setX(v), getOutputFromActivity().</summary>
internal static class Accessors
{
    private const string From = "From";

    public static ScriptValue Read(Evaluation.Evaluation evaluation, string name)
    {
        evaluation.Work(64);
        if (Find(evaluation, evaluation.Scope.VariableNames, name) is { } variable)
        {
            return evaluation.ReadVariable(variable);
        }

        if (Find(evaluation, evaluation.Scope.InputNames, name) is { } input)
        {
            return ScriptValues.From(evaluation.Scope.GetInput(input));
        }

        if (evaluation.Scope.Arguments is { Kind: Values.ValueKind.Map } arguments && arguments[name] is { Kind: not Values.ValueKind.Undefined } argument)
        {
            return ScriptValues.From(argument);
        }

        // A name may hold "From" itself, so every way of splitting it is tried.
        for (var at = name.IndexOf(From, 1, StringComparison.Ordinal); at > 0 && at + From.Length < name.Length; at = name.IndexOf(From, at + 1, StringComparison.Ordinal))
        {
            evaluation.Work(64);
            evaluation.Allocate(64 + (2L * name.Length));
            var value = evaluation.ReadOutput(name[(at + From.Length)..], name[..at]);
            if (!value.IsUndefined)
            {
                return value;
            }
        }

        // An output of an activity that has not run is undefined, as a variable without a value is.
        return name.IndexOf(From, 1, StringComparison.Ordinal) > 0
            ? ScriptValue.Undefined
            : throw new ExpressionFault($"There is no variable or input behind get{name}(). Add it to the workflow or correct the name.");
    }

    public static ScriptValue Write(Evaluation.Evaluation evaluation, string name, ReadOnlySpan<ScriptValue> arguments)
    {
        evaluation.Work(64);
        var variable = Find(evaluation, evaluation.Scope.VariableNames, name)
            ?? throw new ExpressionFault($"There is no variable behind set{name}(). Add it to the workflow or correct the name.");
        evaluation.WriteVariable(variable, arguments.At(0));
        return ScriptValue.Undefined;
    }

    // Counted by the names gone through, for a workflow may have very many.
    private static string? Find(Evaluation.Evaluation evaluation, IEnumerable<string> names, string pascal)
    {
        string? found = null;
        long length = 0;
        foreach (var name in names)
        {
            length += name.Length;
            if (string.Equals(name, pascal, StringComparison.Ordinal) || string.Equals(AccessorName.Pascal(name), pascal, StringComparison.Ordinal))
            {
                found = name;
                break;
            }
        }

        evaluation.Work(length);
        return found;
    }
}
