using System.Text;
using CaseFlow.Engine.Expressions.Evaluation;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Between texts, bytes (a list of numbers from 0 to 255) and base64.</summary>
internal static class ByteFunctions
{
    public static IEnumerable<KeyValuePair<string, ScriptValue>> All() =>
    [
        Function("bytesToString", (evaluation, _, arguments) => evaluation.NewText(Encoding.UTF8.GetString(Bytes(evaluation, arguments.At(0))))),
        Function("bytesFromString", (evaluation, _, arguments) => List(evaluation, Utf8(evaluation, arguments))),
        Function("bytesToBase64", (evaluation, _, arguments) => evaluation.NewText(Convert.ToBase64String(Bytes(evaluation, arguments.At(0))))),
        Function("bytesFromBase64", (evaluation, _, arguments) => List(evaluation, FromBase64(evaluation, arguments))),
        Function("stringToBase64", (evaluation, _, arguments) => evaluation.NewText(Convert.ToBase64String(Utf8(evaluation, arguments)))),
        Function("stringFromBase64", (evaluation, _, arguments) => evaluation.NewText(Encoding.UTF8.GetString(FromBase64(evaluation, arguments)))),
    ];

    private static byte[] Utf8(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = ScriptOperators.ToText(evaluation, arguments.At(0));
        evaluation.AllocateText(2L * text.Length);
        return Encoding.UTF8.GetBytes(text);
    }

    private static byte[] FromBase64(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = ScriptOperators.ToText(evaluation, arguments.At(0));
        evaluation.AllocateText(text.Length);
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count)
            ? bytes[..count]
            : throw new ExpressionFault("This text is not base64. Check where it comes from.");
    }

    private static byte[] Bytes(Evaluation.Evaluation evaluation, ScriptValue value)
    {
        var list = value.Array ?? throw new ExpressionFault("A list of bytes (numbers from 0 to 255) is needed here.");
        var items = list.Items(evaluation);
        evaluation.AllocateText(items.Length);
        var bytes = new byte[items.Length];
        for (var index = 0; index < bytes.Length; index++)
        {
            var item = items[index];
            bytes[index] = item.IsNumber && item.Number is >= 0 and <= 255 && item.Number == Math.Truncate(item.Number)
                ? (byte)item.Number
                : throw new ExpressionFault("A list of bytes (numbers from 0 to 255) is needed here.");
        }

        return bytes;
    }

    private static ScriptValue List(Evaluation.Evaluation evaluation, byte[] bytes) =>
        ScriptValue.Of(ScriptArray.Own(evaluation, Array.ConvertAll(bytes, item => ScriptValue.Of(item))));
}
