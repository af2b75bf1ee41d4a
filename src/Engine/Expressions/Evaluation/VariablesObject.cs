namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>The object `variables` used whole or with a computed name: a view of the scope.</summary>
internal sealed class VariablesObject : ScriptObject
{
    public override bool Has(Evaluation evaluation, string name)
    {
        var found = false;
        var count = 0L;
        foreach (var known in evaluation.Scope.VariableNames)
        {
            count++;
            found = string.Equals(known, name, StringComparison.Ordinal);
            if (found)
            {
                break;
            }
        }

        evaluation.Work(4 * count);
        return found;
    }

    public override ScriptValue Get(Evaluation evaluation, string name) => evaluation.ReadVariable(name);

    public override void Set(Evaluation evaluation, string name, ScriptValue value) => evaluation.WriteVariable(name, value);

    public override bool Remove(Evaluation evaluation, string name) =>
        throw new ExpressionFault("A workflow's variable cannot be deleted. Set it to null instead.");

    public override IReadOnlyList<string> Keys(Evaluation evaluation)
    {
        var names = evaluation.Scope.VariableNames.Distinct(StringComparer.Ordinal).ToArray();
        evaluation.Work(16L * names.Length);
        evaluation.Allocate(200 + (64L * names.Length));
        return names;
    }
}

/// <summary>A fixed object of built-in functions and constants: Math, JSON. Shared, so it cannot be changed.</summary>
internal sealed class BuiltInObject(string name, IReadOnlyDictionary<string, ScriptValue> members) : ScriptObject
{
    public override bool Has(Evaluation evaluation, string name) => members.ContainsKey(name);

    public override ScriptValue Get(Evaluation evaluation, string name) => members.TryGetValue(name, out var value) ? value : ScriptValue.Undefined;

    public override void Set(Evaluation evaluation, string memberName, ScriptValue value) => throw Fixed();

    public override bool Remove(Evaluation evaluation, string memberName) => throw Fixed();

    public override IReadOnlyList<string> Keys(Evaluation evaluation) => [];

    private ExpressionFault Fixed() => new($"{name} cannot be changed. Use an object of your own.");
}
