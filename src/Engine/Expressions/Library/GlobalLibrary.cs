using System.Collections.Frozen;
using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Everything an expression can name without declaring it.</summary>
internal static class GlobalLibrary
{
    private static readonly FrozenDictionary<string, ScriptValue> Values = All().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, ScriptValue> Outcomes = WorkflowFunctions.Outcomes().ToFrozenDictionary(StringComparer.Ordinal);

    public static ScriptValue? Find(string name, bool withOutcomes) =>
        Values.TryGetValue(name, out var value) || (withOutcomes && Outcomes.TryGetValue(name, out value)) ? value : null;

    /// <summary>An entry of a library table.</summary>
    public static KeyValuePair<string, ScriptValue> Function(string name, NativeCode implementation, IReadOnlyDictionary<string, ScriptValue>? members = null) =>
        new(name, ScriptValue.Of(new BuiltInFunction(name, implementation, members)));

    public static KeyValuePair<string, ScriptValue> Constant(string name, double number) => new(name, ScriptValue.Of(number));

    public static ScriptValue At(this ReadOnlySpan<ScriptValue> arguments, int index) => index < arguments.Length ? arguments[index] : ScriptValue.Undefined;

    private static IEnumerable<KeyValuePair<string, ScriptValue>> All() =>
    [
        new("undefined", ScriptValue.Undefined),
        Constant("NaN", double.NaN),
        Constant("Infinity", double.PositiveInfinity),
        new("Math", ScriptValue.Of(new BuiltInObject("Math", MathFunctions.Members))),
        new("JSON", ScriptValue.Of(new BuiltInObject("JSON", JsonFunctions.Members))),
        Function("Object", (evaluation, _, arguments) => arguments.At(0).IsNullish ? ScriptValue.Of(ScriptObject.New(evaluation)) : arguments.At(0), ObjectFunctions.Statics),
        Function("Array", ListFunctions.New, ListFunctions.Statics),
        Function("String", (evaluation, _, arguments) => arguments.Length == 0 ? ScriptValue.EmptyText : ScriptValue.Of(ScriptOperators.ToText(evaluation, arguments[0])), TextFunctions.Statics),
        Function("Number", (evaluation, _, arguments) => ScriptValue.Of(arguments.Length == 0 ? 0 : ScriptOperators.ToNumber(evaluation, arguments[0])), NumberFunctions.Statics),
        Function("Boolean", (_, _, arguments) => ScriptValue.Of(ScriptOperators.ToBoolean(arguments.At(0)))),
        Function("Date", (evaluation, _, _) => evaluation.NewText(DateText.Format(evaluation, DateFunctions.Now(evaluation))), DateFunctions.Statics),
        Function("parseInt", NumberFunctions.ParseInt),
        Function("parseFloat", NumberFunctions.ParseFloat),
        Function("isNaN", (evaluation, _, arguments) => ScriptValue.Of(double.IsNaN(ScriptOperators.ToNumber(evaluation, arguments.At(0))))),
        Function("isFinite", (evaluation, _, arguments) => ScriptValue.Of(double.IsFinite(ScriptOperators.ToNumber(evaluation, arguments.At(0))))),
        Function("encodeURIComponent", TextFunctions.EncodeUriComponent),
        Function("decodeURIComponent", TextFunctions.DecodeUriComponent),
        .. WorkflowFunctions.All(),
        .. ByteFunctions.All(),
    ];
}
