using System.Collections.Frozen;
using CaseFlow.Engine.Expressions.Evaluation;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Array and its static members.</summary>
internal static class ListFunctions
{
    public static readonly FrozenDictionary<string, ScriptValue> Statics = new[]
    {
        Function("isArray", (_, _, arguments) => ScriptValue.Of(arguments.At(0).Array is not null)),
        Function("of", (evaluation, _, arguments) => ScriptValue.Of(ScriptArray.Own(evaluation, arguments.ToArray()))),
        Function("from", From),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ScriptValue New(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        if (arguments.Length != 1 || !arguments[0].IsNumber)
        {
            return ScriptValue.Of(ScriptArray.Own(evaluation, arguments.ToArray()));
        }

        var result = ScriptArray.New(evaluation);
        result.Resize(evaluation, Length(arguments[0].Number));
        return ScriptValue.Of(result);
    }

    private static ScriptValue From(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var source = arguments.At(0);
        var map = arguments.At(1);
        if (source.IsNullish)
        {
            throw new ExpressionFault($"Array.from needs a list, a text or {{ length: n }}, and this is {(source.IsNull ? "null" : "undefined")}.");
        }

        var result = ScriptArray.New(evaluation);
        if (source.Array is not null || source.IsText)
        {
            result.Replace(evaluation, Iteration.ToArray(evaluation, source).ToArray());
        }
        else if (source.Object is { } members)
        {
            var count = ScriptOperators.ToInteger(evaluation, members.Get(evaluation, "length"));
            result.Resize(evaluation, count <= 0 ? 0 : Length(count));
            for (var index = 0; index < result.Count; index++)
            {
                evaluation.Step();
                result.Set(evaluation, index, Members.Get(evaluation, source, ScriptValue.Of(index)));
            }
        }

        if (!map.IsUndefined)
        {
            var function = ListMethods.Callback(map, "Array.from");
            for (var index = 0; index < result.Count; index++)
            {
                result.Set(evaluation, index, function.Call(evaluation, ScriptValue.Undefined, [result.Get(evaluation, index), ScriptValue.Of(index)]));
            }
        }

        return ScriptValue.Of(result);
    }

    private static int Length(double number) =>
        number is >= 0 and <= int.MaxValue / 2 && number == Math.Truncate(number)
            ? (int)number
            : throw new ExpressionFault("A list's length is a whole number from 0.");
}
