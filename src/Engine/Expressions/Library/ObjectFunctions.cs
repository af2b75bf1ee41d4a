using System.Collections.Frozen;
using CaseFlow.Engine.Expressions.Evaluation;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Object's static members, and the few methods every object answers to.</summary>
internal static class ObjectFunctions
{
    public static readonly FrozenDictionary<string, ScriptValue> Statics = new[]
    {
        Function("keys", (evaluation, _, arguments) => KeyList(evaluation, Needed(arguments.At(0), "Object.keys"))),
        Function("values", (evaluation, _, arguments) => Collect(evaluation, Needed(arguments.At(0), "Object.values"), (_, value) => value)),
        Function("entries", (evaluation, _, arguments) => Collect(evaluation, Needed(arguments.At(0), "Object.entries"), (name, value) => Pair(evaluation, name, value))),
        Function("assign", Assign),
        Function("fromEntries", FromEntries),
        Function("hasOwn", (evaluation, _, arguments) => ScriptValue.Of(HasOwn(evaluation, arguments.At(0), arguments.At(1)))),
        Function("is", (_, _, arguments) => ScriptValue.Of(Is(arguments.At(0), arguments.At(1)))),
        Function("freeze", (_, _, arguments) => arguments.At(0)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static NativeCode? Method(string name) => name switch
    {
        "hasOwnProperty" => (evaluation, self, arguments) => ScriptValue.Of(HasOwn(evaluation, self, arguments.At(0))),
        "toString" => (evaluation, self, _) => evaluation.NewText(ScriptOperators.ToText(evaluation, self)),
        "valueOf" => (_, self, _) => self,
        _ => null,
    };

    public static ScriptValue KeyList(Evaluation.Evaluation evaluation, ScriptValue value)
    {
        var keys = Members.Keys(evaluation, value);
        return ScriptValue.Of(ScriptArray.Own(evaluation, [.. keys.Select(ScriptValue.Of)]));
    }

    private static ScriptValue Needed(ScriptValue value, string function) =>
        value.IsNullish ? throw new ExpressionFault($"{function} needs an object, and this is {(value.IsNull ? "null" : "undefined")}. Write for example (x ?? {{}}).") : value;

    private static ScriptValue Collect(Evaluation.Evaluation evaluation, ScriptValue value, Func<string, ScriptValue, ScriptValue> select)
    {
        var result = ScriptArray.New(evaluation);
        foreach (var name in Members.Keys(evaluation, value))
        {
            result.Add(evaluation, select(name, Members.Get(evaluation, value, name)));
        }

        return ScriptValue.Of(result);
    }

    private static ScriptValue Pair(Evaluation.Evaluation evaluation, string name, ScriptValue value) =>
        ScriptValue.Of(ScriptArray.Own(evaluation, [ScriptValue.Of(name), value]));

    private static ScriptValue Assign(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var target = arguments.At(0).Object ?? throw new ExpressionFault("Object.assign needs an object first. Write Object.assign({}, …).");
        foreach (var source in arguments[1..])
        {
            Members.CopyInto(evaluation, target, source);
        }

        return ScriptValue.Of(target);
    }

    private static ScriptValue FromEntries(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var result = ScriptObject.New(evaluation);
        var entries = Iteration.ToArray(evaluation, arguments.At(0));
        foreach (var entry in entries)
        {
            var pair = entry.Array ?? throw new ExpressionFault("Object.fromEntries needs a list of [name, value] pairs.");
            result.Set(evaluation, ScriptOperators.ToKey(evaluation, pair.Get(evaluation, 0)), pair.Get(evaluation, 1));
        }

        return ScriptValue.Of(result);
    }

    private static bool HasOwn(Evaluation.Evaluation evaluation, ScriptValue value, ScriptValue name) =>
        value.IsObject && Members.Has(evaluation, value, ScriptOperators.ToKey(evaluation, name));

    private static bool Is(ScriptValue left, ScriptValue right) =>
        left.IsNumber && right.IsNumber ? left.Number.Equals(right.Number) && (double.IsNaN(left.Number) || double.IsNegative(left.Number) == double.IsNegative(right.Number)) : ScriptOperators.StrictEquals(left, right);
}
