namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>What for…of, spread and destructuring go over: lists and texts.</summary>
internal static class Iteration
{
    public static ReadOnlySpan<ScriptValue> ToArray(Evaluation evaluation, ScriptValue value)
    {
        if (value.Array is { } array)
        {
            evaluation.Work(array.Count);
            return array.Items(evaluation);
        }

        return value.Text is { } text
            ? Characters(evaluation, text)
            : throw new ExpressionFault(value.IsNullish
                ? $"A list is needed here, and this is {(value.IsNull ? "null" : "undefined")}. Write for example (x ?? [])."
                : $"A list is needed here, and this is a {value.TypeOf}. Use Object.keys, Object.values or Object.entries to go over an object.");
    }

    /// <summary>The characters of a text; a pair of surrogates is one.</summary>
    public static ScriptValue[] Characters(Evaluation evaluation, string text)
    {
        evaluation.Work(text.Length);
        evaluation.Allocate(48L * text.Length);
        var characters = new List<ScriptValue>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            characters.Add(ScriptValue.Of(text.Substring(at, length)));
            at += length - 1;
        }

        return [.. characters];
    }
}
