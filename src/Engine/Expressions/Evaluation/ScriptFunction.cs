namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>A built-in function. The arguments are valid during the call only.</summary>
internal delegate ScriptValue NativeCode(Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments);

/// <summary>Something that can be called.</summary>
internal abstract class ScriptFunction : ScriptReference
{
    public abstract ScriptValue Call(Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments);

    /// <summary>A static member, such as Number.isInteger, or undefined.</summary>
    public virtual ScriptValue Member(string name) => ScriptValue.Undefined;
}

/// <summary>A built-in function, with the static members it may have.</summary>
internal sealed class BuiltInFunction(string name, NativeCode implementation, IReadOnlyDictionary<string, ScriptValue>? members = null) : ScriptFunction
{
    public string Name { get; } = name;

    public override ScriptValue Call(Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        evaluation.Step();
        return implementation(evaluation, self, arguments);
    }

    public override ScriptValue Member(string name) => members is not null && members.TryGetValue(name, out var value) ? value : ScriptValue.Undefined;
}
